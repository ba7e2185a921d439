/** What the engine asks of executors. */
@NullMarked
package dev.understack.workflows.spi;

import org.jspecify.annotations.NullMarked;
