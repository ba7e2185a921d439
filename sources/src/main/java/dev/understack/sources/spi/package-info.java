/** What a kind of event source is. */
@NullMarked
package dev.understack.sources.spi;

import org.jspecify.annotations.NullMarked;
