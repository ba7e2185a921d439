package dev.understack.model;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON text to tree and back, the same way everywhere: big integers keep every digit. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

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

  /** Compact UTF-8. */
  public static byte[] bytes(JsonNode tree) {
    return MAPPER.writeValueAsBytes(tree);
  }

  /** Text of {@code utf8}, for messages. */
  public static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
