/** What is done to an event's data before the filters. */
@NullMarked
package dev.understack.sensors.transform;

import org.jspecify.annotations.NullMarked;
