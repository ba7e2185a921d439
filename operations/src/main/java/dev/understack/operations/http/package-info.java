/** Blocking HTTP for the clients: retries, time-outs, dry runs and change reports in one place. */
@NullMarked
package dev.understack.operations.http;

import org.jspecify.annotations.NullMarked;
