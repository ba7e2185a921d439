package dev.understack.language.jq;

import dev.understack.language.GoJson;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Values in text and in messages. */
final class JsonText {
  private static final int PREVIEW = 30;

  private JsonText() {}

  static String of(JsonNode value) {
    return GoJson.writeSorted(value);
  }

  static String typeName(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING, BINARY, POJO -> "null";
      case BOOLEAN -> "boolean";
      case NUMBER -> "number";
      case STRING -> "string";
      case ARRAY -> "array";
      case OBJECT -> "object";
    };
  }

  /** Type and shortened value, for a message about a value of the wrong type. */
  static String typeAndPreview(JsonNode value) {
    return value.isNull() ? "null" : typeName(value) + " (" + preview(value) + ")";
  }

  /** The first 30 bytes of the value's text. */
  static String preview(JsonNode value) {
    String text = GoJson.writeStart(value, 2 * PREVIEW);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= PREVIEW) {
      return text;
    }
    String trailing =
        switch (value.getNodeType()) {
          case STRING -> " ...\"";
          case ARRAY -> " ...]";
          case OBJECT -> " ...}";
          default -> " ...";
        };
    int length = PREVIEW - trailing.length();
    while ((bytes[length] & 0xC0) == 0x80) {
      length--;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8) + trailing;
  }
}
