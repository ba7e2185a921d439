package dev.understack.sensors.runner;

import dev.understack.sensors.network.CompiledSensor;
import java.time.Instant;

/**
 * Where a sensor begins that its bus has not seen before.
 *
 * @param since events from this time on are for it; {@link Instant#EPOCH} for all that are kept
 */
public record SensorStart(CompiledSensor sensor, Instant since) {}
