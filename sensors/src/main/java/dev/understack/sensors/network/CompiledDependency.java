package dev.understack.sensors.network;

import dev.understack.model.events.EventDependency;
import dev.understack.sensors.filter.DependencyFilter;
import dev.understack.sensors.transform.DataTransform;

/**
 * A dependency ready to be asked.
 *
 * @param digest changes when the way in which it looks at events changes
 */
record CompiledDependency(
    String name,
    String source,
    String subject,
    DataTransform transform,
    DependencyFilter filter,
    String digest) {

  static CompiledDependency compile(EventDependency spec) {
    return new CompiledDependency(
        spec.name(),
        spec.eventSourceName(),
        spec.eventName(),
        DataTransform.compile(spec.transform()),
        DependencyFilter.compile(spec.filters(), spec.filtersOperator()),
        Digest.of(
            spec.eventSourceName(),
            spec.eventName(),
            String.valueOf(spec.transform()),
            String.valueOf(spec.filters()),
            spec.filtersOperator().name()));
  }
}
