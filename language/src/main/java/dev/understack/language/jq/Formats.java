package dev.understack.language.jq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The formats {@code @csv}, {@code @base64} and so on. */
final class Formats {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Map<String, Native> FORMATS =
      Map.of(
          "@text", (input, none, context) -> Values.toText(input, context.meter()),
          "@json", (input, none, context) -> Values.toJson(input, context.meter()),
          "@html", text(Formats::html),
          "@uri", text(Formats::uri),
          "@urid", (input, none, context) -> UriDecoding.decode(input),
          "@csv", (input, none, context) -> row("csv", input, ",", Formats::csv),
          "@tsv", (input, none, context) -> row("tsv", input, "\t", Formats::tsv),
          "@sh", (input, none, context) -> shell(input),
          "@base64", text(Formats::base64),
          "@base64d", (input, none, context) -> base64Decoded(input));

  private Formats() {}

  /** The format of a name with its {@code @}, null if there is none. */
  static @Nullable Native named(String name) {
    return FORMATS.get(name);
  }

  static JsonNode format(JsonNode input, JsonNode[] arguments, Context context) {
    if (!arguments[0].isString()) {
      throw Errors.applied("format", arguments[0]);
    }
    String name = "@" + arguments[0].stringValue();
    Native format = named(name);
    if (format == null) {
      throw new Failure("format not defined: " + name);
    }
    return format.apply(input, new JsonNode[0], context);
  }

  private static Native text(UnaryOperator<String> escape) {
    return (input, none, context) -> {
      String text = Values.toText(input, context.meter()).stringValue();
      context.meter().spend(6L * text.length());
      return NODES.stringNode(escape.apply(text));
    };
  }

  private static String html(String text) {
    return replace(text, "<>&'\"", "&lt;", "&gt;", "&amp;", "&apos;", "&quot;");
  }

  private static String replace(String text, String characters, String... replacements) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      int known = characters.indexOf(text.charAt(i));
      if (known < 0) {
        out.append(text.charAt(i));
      } else {
        out.append(replacements[known]);
      }
    }
    return out.toString();
  }

  private static String uri(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain = Lexer.isNameStart(c) || Lexer.isDigit(c) || c == '-' || c == '.' || c == '~';
      if (plain) {
        out.append(c);
      } else {
        out.append('%')
            .append("0123456789ABCDEF".charAt(c >> 4))
            .append("0123456789ABCDEF".charAt(c & 15));
      }
    }
    return out.toString();
  }

  private static String csv(String text) {
    return '"' + replace(text, "\"\0", "\"\"", "\\0") + '"';
  }

  private static String tsv(String text) {
    return replace(text, "\t\r\n\\\0", "\\t", "\\r", "\\n", "\\\\", "\\0");
  }

  private static JsonNode shell(JsonNode input) {
    JsonNode words = input.isArray() ? input : NODES.arrayNode().add(input);
    return row("sh", words, " ", text -> "'" + replace(text, "'\0", "'\\''", "\\0") + "'");
  }

  private static JsonNode row(
      String name, JsonNode input, String separator, UnaryOperator<String> escape) {
    if (!input.isArray()) {
      throw Errors.applied("@" + name, input);
    }
    List<String> cells = new ArrayList<>(input.size());
    for (JsonNode cell : input) {
      if (cell.isContainer()) {
        throw new Failure(
            "@" + name + " cannot format an array including: " + JsonText.typeAndPreview(cell));
      }
      if (cell.isString()) {
        cells.add(escape.apply(cell.stringValue()));
      } else {
        String text = JsonText.of(cell);
        cells.add(text.equals("null") && !name.equals("sh") ? "" : text);
      }
    }
    return NODES.stringNode(String.join(separator, cells));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode base64Decoded(JsonNode input) {
    String text = input.isString() ? input.stringValue() : JsonText.of(input);
    int padding = text.indexOf('=');
    String unpadded = padding < 0 ? text : text.substring(0, padding);
    // Go's decoder skips line ends.
    String encoded = unpadded.replace("\n", "").replace("\r", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(encoded);
      return NODES.stringNode(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Errors.wrapped(
          "@base64d", input, "illegal base64 data at input byte " + illegalAt(encoded));
    }
  }

  private static int illegalAt(String encoded) {
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      boolean valid =
          (Lexer.isNameStart(c) && c != '_') || Lexer.isDigit(c) || c == '+' || c == '/';
      if (!valid) {
        return i;
      }
    }
    return Math.max(0, encoded.length() - 1);
  }
}
