/** Kinds of triggers: what an action does. */
@NullMarked
package dev.understack.sensors.trigger;

import org.jspecify.annotations.NullMarked;
