package dev.understack.language.jq;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The format {@code @urid}. */
final class UriDecoding {
  private static final int ESCAPE = 3;

  private UriDecoding() {}

  static JsonNode decode(JsonNode input) {
    String text = input.isString() ? input.stringValue() : JsonText.of(input);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        decoded.write(bytes[i]);
        continue;
      }
      int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        int length = Math.min(ESCAPE, bytes.length - i);
        String escape = new String(bytes, i, length, StandardCharsets.UTF_8);
        throw Errors.wrapped(
            "@urid",
            input,
            "invalid URL escape " + JsonText.of(JsonNodeFactory.instance.stringNode(escape)));
      }
      decoded.write(high * 16 + low);
      i += 2;
    }
    return JsonNodeFactory.instance.stringNode(decoded.toString(StandardCharsets.UTF_8));
  }
}
