/** The whole path on embedded stand-ins, explained on screen. */
@NullMarked
package dev.understack.cli.demo;

import org.jspecify.annotations.NullMarked;
