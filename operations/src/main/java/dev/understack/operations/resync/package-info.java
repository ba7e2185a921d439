/** The nightly runs that bring everything in step. */
@NullMarked
package dev.understack.operations.resync;

import org.jspecify.annotations.NullMarked;
