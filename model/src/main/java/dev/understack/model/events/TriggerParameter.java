package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A value of an event that goes to a place in a template, object or payload.
 *
 * @param source where the value comes from
 * @param dest sjson path of the place; empty only in payloads
 * @param operation {@code ""}, {@code overwrite}, {@code append} or {@code prepend}
 */
public record TriggerParameter(Source source, String dest, String operation) {

  /**
   * Where a value comes from. Empty texts are not given.
   *
   * @param value what to use when the event has no such value
   * @param useRawData whether numbers, booleans, objects and lists stay what they are
   */
  public record Source(
      String dependencyName,
      String dataKey,
      String dataTemplate,
      String contextKey,
      String contextTemplate,
      Optional<String> value,
      boolean useRawData) {}

  /** Reads a list of parameters and adds every fault. */
  public static List<TriggerParameter> list(Fields f, String name, UnknownFields unknown) {
    return f.list(name, p -> read(p, false, unknown));
  }

  /** Reads a list whose entries may have an empty destination: a payload. */
  static List<TriggerParameter> payload(Fields f, String name, UnknownFields unknown) {
    return f.list(name, p -> read(p, true, unknown));
  }

  private static TriggerParameter read(Fields f, boolean destMayBeEmpty, UnknownFields unknown) {
    if (!f.has("src")) {
      f.fault("src", "parameter source can't be empty");
    }
    Fields src = f.objectOrEmpty("src");
    Source source =
        new Source(
            src.text("dependencyName"),
            src.text("dataKey"),
            src.text("dataTemplate"),
            src.text("contextKey"),
            src.text("contextTemplate"),
            Optional.ofNullable(src.any("value")).map(JsonNode::asString),
            src.bool("useRawData", false));
    if (f.has("src") && source.dependencyName.isEmpty()) {
      src.fault("dependencyName", "parameter dependency name can't be empty");
    }
    String dest = f.text("dest");
    if (dest.isEmpty() && !destMayBeEmpty) {
      f.fault("dest", "parameter destination can't be empty");
    }
    String operation = f.text("operation");
    switch (operation) {
      case "", "append", "overwrite", "prepend" -> {}
      default -> f.fault("operation", "parameter operation " + operation + " is not supported");
    }
    unknown.check(src);
    unknown.check(f);
    return new TriggerParameter(source, dest, operation);
  }
}
