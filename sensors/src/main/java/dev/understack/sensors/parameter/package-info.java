/** Values of events that go into templates, objects and payloads. */
@NullMarked
package dev.understack.sensors.parameter;

import org.jspecify.annotations.NullMarked;
