/** Operations on Keystone projects and users. */
@NullMarked
package dev.understack.operations.keystone;

import org.jspecify.annotations.NullMarked;
