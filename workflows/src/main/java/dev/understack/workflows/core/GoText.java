package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.workflow.AnyText;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values as Go prints them, where Argo puts such text into names and parameters. */
final class GoText {

  private GoText() {}

  /** As {@code %v} prints the value. */
  static String of(JsonNode value) {
    return switch (value) {
      case ObjectNode object ->
          fields(object).entrySet().stream()
              .map(field -> field.getKey() + ":" + of(field.getValue()))
              .collect(Collectors.joining(" ", "map[", "]"));
      case ArrayNode array ->
          StreamSupport.stream(array.spliterator(), false)
              .map(GoText::of)
              .collect(Collectors.joining(" ", "[", "]"));
      default -> value.isNull() ? "<nil>" : AnyText.of(value);
    };
  }

  /** The value as a loop variable: JSON for maps and lists, else its text. */
  static String item(JsonNode value) {
    return value.isContainer() ? Json.write(value) : AnyText.of(value);
  }

  /** The value as part of the name of a looped node. */
  static String description(JsonNode value) {
    String text =
        value instanceof ObjectNode object
            ? fields(object).entrySet().stream()
                .map(field -> field.getKey() + ":" + of(field.getValue()))
                .sorted()
                .collect(Collectors.joining(","))
            : of(value);
    return text.replace("(", "").replace(")", "");
  }

  private static Map<String, JsonNode> fields(ObjectNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    return sorted;
  }
}
