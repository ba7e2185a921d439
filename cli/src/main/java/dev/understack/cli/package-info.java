/** The understack command. */
@NullMarked
package dev.understack.cli;

import org.jspecify.annotations.NullMarked;
