package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Optional;

/**
 * An event that a sensor waits for.
 *
 * @param name what conditions and parameters call it
 * @param eventSourceName name of the EventSource in the same namespace
 * @param eventName name of the event in it
 * @param filters which of these events count; empty for all
 * @param filtersOperator how the kinds of filters combine
 * @param transform what is done to the data before the filters
 * @param path where it stands in the manifest
 */
public record EventDependency(
    String name,
    String eventSourceName,
    String eventName,
    Optional<DependencyFilters> filters,
    LogicalOperator filtersOperator,
    Optional<EventTransform> transform,
    String path) {

  static EventDependency read(Fields f, UnknownFields unknown) {
    Rules.text(f, "name", "event dependency must define a name");
    Rules.text(f, "eventSourceName", "event dependency must define the EventSourceName");
    Rules.text(f, "eventName", "event dependency must define the EventName");
    EventDependency result =
        new EventDependency(
            f.text("name"),
            f.text("eventSourceName"),
            f.text("eventName"),
            f.object("filters").map(filters -> DependencyFilters.read(filters, unknown)),
            LogicalOperator.read(f, "filtersLogicalOperator"),
            f.object("transform").map(t -> EventTransform.read(t, unknown)),
            f.path());
    unknown.check(f);
    return result;
  }
}
