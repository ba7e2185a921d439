/** Faults of sensor manifests, found offline. */
@NullMarked
package dev.understack.sensors.lint;

import org.jspecify.annotations.NullMarked;
