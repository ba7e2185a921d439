/** Logs of containers, kept as files. */
@NullMarked
package dev.understack.executors.logs;

import org.jspecify.annotations.NullMarked;
