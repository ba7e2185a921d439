/** Changes in JSON text at a path: sjson's language. */
@NullMarked
package dev.understack.language.sjson;

import org.jspecify.annotations.NullMarked;
