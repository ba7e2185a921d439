package dev.understack.operations.json;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON text to tree and back, and the look-ups that answers of other systems need. */
public final class Trees {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Trees() {}

  /** Reads one JSON value; throws {@link tools.jackson.core.JacksonException} on anything else. */
  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  /** Reads one JSON value from UTF-8. */
  public static JsonNode read(byte[] utf8) {
    return MAPPER.readTree(utf8);
  }

  /** Compact text. */
  public static String write(JsonNode tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /** Indented text for people. */
  public static String pretty(JsonNode tree) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree);
  }

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A JSON text, or JSON null for none. */
  public static JsonNode textOrNull(@Nullable String text) {
    return text == null
        ? JsonNodeFactory.instance.nullNode()
        : JsonNodeFactory.instance.stringNode(text);
  }

  /** The value below {@code path}; a missing node when any part is absent. */
  public static JsonNode at(JsonNode tree, String... path) {
    JsonNode current = tree;
    for (String name : path) {
      current = current.path(name);
    }
    return current;
  }

  /** The text or number below {@code path}; empty when absent, null, empty text or a container. */
  public static Optional<String> text(JsonNode tree, String... path) {
    JsonNode value = at(tree, path);
    return value.isValueNode() && !value.isNull()
        ? Optional.of(value.asString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /**
   * What a related object or choice looks like in a Nautobot answer: its {@code name}, {@code
   * value}, {@code id} or the bare text.
   */
  public static Optional<String> reference(JsonNode tree, String field, String part) {
    JsonNode value = tree.path(field);
    return value.isObject() ? text(value, part) : text(tree, field);
  }

  /** The elements of an array; none for anything else. */
  public static List<JsonNode> items(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false).toList() : List.of();
  }
}
