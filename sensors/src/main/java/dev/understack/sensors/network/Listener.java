package dev.understack.sensors.network;

import dev.understack.sensors.filter.DependencyFilter.Lookup;
import dev.understack.sensors.filter.TextPattern;
import java.util.Optional;

/**
 * A dependency of a sensor, waiting for events.
 *
 * @param lookup the comparison that can be looked up, if there is one
 */
record Listener(CompiledSensor sensor, CompiledDependency dependency, Optional<Lookup> lookup) {

  static Listener of(CompiledSensor sensor, CompiledDependency dependency) {
    Optional<Lookup> lookup =
        dependency
            .filter()
            .lookup()
            .filter(l ->
                l.patterns().stream().map(TextPattern::certainPiece).noneMatch(String::isEmpty));
    return new Listener(sensor, dependency, lookup);
  }
}
