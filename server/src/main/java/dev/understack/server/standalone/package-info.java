/** The whole system in one process: its configuration and its wiring. */
@NullMarked
package dev.understack.server.standalone;

import org.jspecify.annotations.NullMarked;
