/** Events by the clock. */
@NullMarked
package dev.understack.sources.calendar;

import org.jspecify.annotations.NullMarked;
