/** UnderStack operations and the clients they use. */
@NullMarked
package dev.understack.operations;

import org.jspecify.annotations.NullMarked;
