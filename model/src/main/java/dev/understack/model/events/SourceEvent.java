package dev.understack.model.events;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import tools.jackson.databind.node.ObjectNode;

/**
 * One event of an EventSource.
 *
 * @param kind its kind
 * @param name its name: what sensors call {@code eventName}
 * @param config its settings as written; read only
 * @param path where the settings stand, for example {@code spec.amqp.notifications}
 */
public record SourceEvent(SourceKind kind, String name, ObjectNode config, String path) {

  /** The settings as fields that report to {@code faults}. */
  public Fields fields(Faults faults) {
    return new Fields(config, path, faults);
  }

  /** The source filter: an expression over the event's data; empty when there is none. */
  public String filterExpression() {
    return kind.filtersByExpression() ? config.path("filter").path("expression").asString("") : "";
  }
}
