/** The decision core: what the sensors of a bus make of an event. Pure. */
@NullMarked
package dev.understack.sensors.network;

import org.jspecify.annotations.NullMarked;
