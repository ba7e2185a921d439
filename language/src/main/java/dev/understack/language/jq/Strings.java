package dev.understack.language.jq;

import dev.understack.language.Meter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Functions on strings. */
final class Strings {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Strings() {}

  private static String text(String function, JsonNode value) {
    if (!value.isString()) {
      throw Errors.applied(function, value);
    }
    return value.stringValue();
  }

  private static void bothText(String function, JsonNode value, JsonNode argument) {
    if (!value.isString() || !argument.isString()) {
      throw Errors.applied(function, value, argument);
    }
  }

  static JsonNode utf8ByteLength(JsonNode value) {
    return Numbers.of(Sizes.utf8(text("utf8bytelength", value)));
  }

  static JsonNode startsWith(JsonNode value, JsonNode prefix) {
    bothText("startswith", value, prefix);
    return Natives.bool(value.stringValue().startsWith(prefix.stringValue()));
  }

  static JsonNode endsWith(JsonNode value, JsonNode suffix) {
    bothText("endswith", value, suffix);
    return Natives.bool(value.stringValue().endsWith(suffix.stringValue()));
  }

  static JsonNode trimPrefix(JsonNode value, JsonNode prefix) {
    bothText("ltrimstr", value, prefix);
    return NODES.stringNode(withoutPrefix(value.stringValue(), prefix.stringValue()));
  }

  static JsonNode trimSuffix(JsonNode value, JsonNode suffix) {
    bothText("rtrimstr", value, suffix);
    return NODES.stringNode(withoutSuffix(value.stringValue(), suffix.stringValue()));
  }

  static JsonNode trimBoth(JsonNode value, JsonNode both) {
    bothText("trimstr", value, both);
    String cut = both.stringValue();
    return NODES.stringNode(withoutSuffix(withoutPrefix(value.stringValue(), cut), cut));
  }

  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  static JsonNode trimLeft(JsonNode value) {
    return trimmed(text("ltrim", value), true, false);
  }

  static JsonNode trimRight(JsonNode value) {
    return trimmed(text("rtrim", value), false, true);
  }

  static JsonNode trim(JsonNode value) {
    return trimmed(text("trim", value), true, true);
  }

  private static JsonNode trimmed(String text, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (right && to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return NODES.stringNode(text.substring(from, to));
  }

  /** White space of Unicode. */
  private static boolean isSpace(char c) {
    return (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c);
  }

  static JsonNode asciiDowncase(JsonNode value) {
    return mapped(text("ascii_downcase", value), 'A', 'Z', 'a' - 'A');
  }

  static JsonNode asciiUpcase(JsonNode value) {
    return mapped(text("ascii_upcase", value), 'a', 'z', 'A' - 'a');
  }

  private static JsonNode mapped(String text, char from, char to, int change) {
    StringBuilder mapped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      mapped.append(c >= from && c <= to ? (char) (c + change) : c);
    }
    return NODES.stringNode(mapped.toString());
  }

  static JsonNode explode(JsonNode value, Meter meter) {
    String text = text("explode", value);
    meter.spend(Sizes.slots(text.length()));
    ArrayNode points = NODES.arrayNode(text.length());
    text.codePoints().forEach(points::add);
    return points;
  }

  static JsonNode implode(JsonNode value) {
    if (!value.isArray()) {
      throw Errors.applied("implode", value);
    }
    StringBuilder text = new StringBuilder(value.size());
    for (JsonNode point : value) {
      if (!point.isNumber()) {
        throw Errors.applied("implode", value);
      }
      long code = Numbers.toIndex(point);
      boolean valid = code >= 0 && code <= Character.MAX_CODE_POINT && !isSurrogate(code);
      text.appendCodePoint(valid ? (int) code : 0xFFFD);
    }
    return NODES.stringNode(text.toString());
  }

  private static boolean isSurrogate(long code) {
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
  }

  static JsonNode split(JsonNode value, JsonNode separator, Meter meter) {
    return split(text("split", value), text("split", separator), meter);
  }

  /** An empty separator splits between all characters. */
  static ArrayNode split(String text, String separator, Meter meter) {
    ArrayNode parts = NODES.arrayNode();
    if (separator.isEmpty()) {
      meter.spend(Sizes.slots(3L * text.length()));
      text.codePoints().forEach(point -> parts.add(Character.toString(point)));
      return parts;
    }
    int from = 0;
    for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
      meter.spend(Sizes.slots(at - from));
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    return parts.add(text.substring(from));
  }
}
