package dev.understack.workflows.core;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a value out of inputs or outputs in Argo's shape. */
final class OutputsJson {

  private OutputsJson() {}

  /** The value of a parameter; null when it is not there or has no value. */
  static @Nullable String parameter(@Nullable ObjectNode outputs, String name) {
    ObjectNode found = named(outputs, "parameters", name);
    JsonNode value = found == null ? null : found.get("value");
    return value == null ? null : value.asString("");
  }

  /** An artifact; null when it is not there. */
  static @Nullable ObjectNode artifact(@Nullable ObjectNode outputs, String name) {
    return named(outputs, "artifacts", name);
  }

  /** A text such as {@code result}; null when it is not there. */
  static @Nullable String text(@Nullable ObjectNode outputs, String field) {
    JsonNode value = outputs == null ? null : outputs.get(field);
    return value == null ? null : value.asString("");
  }

  static @Nullable ObjectNode named(@Nullable ObjectNode outputs, String list, String name) {
    if (outputs != null) {
      for (JsonNode item : outputs.path(list)) {
        if (item instanceof ObjectNode found && found.path("name").asString("").equals(name)) {
          return found;
        }
      }
    }
    return null;
  }
}
