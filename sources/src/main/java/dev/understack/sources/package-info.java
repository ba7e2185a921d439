/** Event sources: what receives messages and turns them into events on a bus. */
@NullMarked
package dev.understack.sources;

import org.jspecify.annotations.NullMarked;
