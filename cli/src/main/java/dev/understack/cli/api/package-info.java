/** The command line's view of a running system: where it is and how to talk to it. */
@NullMarked
package dev.understack.cli.api;

import org.jspecify.annotations.NullMarked;
