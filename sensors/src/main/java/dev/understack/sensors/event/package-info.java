/** Events as sensors see them. */
@NullMarked
package dev.understack.sensors.event;

import org.jspecify.annotations.NullMarked;
