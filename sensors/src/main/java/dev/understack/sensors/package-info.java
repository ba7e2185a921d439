/** Sensors: the decision core, the outbox and the triggers. */
@NullMarked
package dev.understack.sensors;

import org.jspecify.annotations.NullMarked;
