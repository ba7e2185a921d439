package dev.understack.language.jq;

import dev.understack.language.GoJson;
import dev.understack.language.Meter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON text that a program holds in a string: fromjson. Numbers keep their digits, and faults
 * are told in the words of Go's decoder, which programs see when they catch them.
 */
final class JsonReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_DIGITS = 100_000;
  private static final int LONG_DIGITS = 18;

  private final String text;
  private final Meter meter;

  /** Whether no character of the text needs a look when it stands in a string. */
  private final boolean plain;

  private int at;
  private int depth;

  private JsonReader(String text, Meter meter) {
    this.text = text;
    this.meter = meter;
    this.plain = isPlain(text);
  }

  /** All bytes are looked at, without a branch, so that the loop works on many at once. */
  private static boolean isPlain(String text) {
    int signs = 0;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      // Negative for control characters and for every byte of a character beyond ASCII.
      signs |= b - ' ';
    }
    return signs >= 0;
  }

  static JsonNode read(JsonNode input, Meter meter) {
    if (!input.isString()) {
      throw Errors.applied("fromjson", input);
    }
    JsonReader reader = new JsonReader(input.stringValue(), meter);
    meter.spend(2L * reader.text.length());
    JsonNode value;
    try {
      reader.skipSpace();
      if (reader.at == reader.text.length()) {
        throw new Failure("EOF");
      }
      value = reader.value();
    } catch (Failure e) {
      throw Errors.wrapped("fromjson", input, String.valueOf(e.getMessage()));
    }
    reader.skipSpace();
    if (reader.at < reader.text.length()) {
      throw Errors.applied("fromjson", input);
    }
    return value;
  }

  private JsonNode value() {
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> NODES.stringNode(string());
      case 't' -> word("true", Natives.TRUE);
      case 'f' -> word("false", Natives.FALSE);
      case 'n' -> word("null", NODES.nullNode());
      default -> {
        if (c != '-' && !Lexer.isDigit(c)) {
          throw unexpected("looking for beginning of value");
        }
        yield number();
      }
    };
  }

  private JsonNode object() {
    meter.depth(++depth);
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>();
    at++;
    skipSpace();
    if (peek() != '}') {
      member(members);
      while (peek() != '}') {
        if (peek() != ',') {
          throw unexpected("after object key:value pair");
        }
        at++;
        skipSpace();
        member(members);
      }
    }
    at++;
    depth--;
    return inOrder(members);
  }

  private void member(List<Map.Entry<String, JsonNode>> members) {
    if (peek() != '"') {
      throw unexpected("looking for beginning of object key string");
    }
    String key = string();
    skipSpace();
    if (peek() != ':') {
      throw unexpected("after object key");
    }
    at++;
    skipSpace();
    members.add(Map.entry(key, value()));
    skipSpace();
  }

  /** Results show their members in this order anyway; here it costs no copy. */
  private static JsonNode inOrder(List<Map.Entry<String, JsonNode>> members) {
    members.sort(Map.Entry.comparingByKey(GoJson.KEY_ORDER));
    ObjectNode object = NODES.objectNode();
    // The sort is stable: the last of equal keys wins, as in Go.
    members.forEach(member -> object.set(member.getKey(), member.getValue()));
    return object;
  }

  private JsonNode array() {
    meter.depth(++depth);
    ArrayNode array = NODES.arrayNode();
    at++;
    skipSpace();
    if (peek() == ']') {
      at++;
      depth--;
      return array;
    }
    while (true) {
      array.add(value());
      skipSpace();
      char c = peek();
      if (c == ']') {
        at++;
        depth--;
        return array;
      }
      if (c != ',') {
        throw unexpected("after array element");
      }
      at++;
      skipSpace();
    }
  }

  private JsonNode word(String word, JsonNode value) {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw unexpected("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      at++;
    }
    return value;
  }

  private String string() {
    int start = ++at;
    if (plain) {
      int end = text.indexOf('"', start);
      if (end >= 0 && text.indexOf('\\', start, end) < 0) {
        at = end + 1;
        return text.substring(start, end);
      }
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\' || c < ' ' || Character.isSurrogate(c)) {
        break;
      }
      at++;
    }
    StringBuilder content = new StringBuilder().append(text, start, at);
    while (peek() != '"') {
      char c = text.charAt(at);
      if (c < ' ') {
        throw unexpected("in string literal");
      }
      at++;
      content.append(c == '\\' ? escape() : c);
    }
    at++;
    return StringContent.withoutLoneSurrogates(content);
  }

  private char escape() {
    char kind = peek();
    if (kind == 'u') {
      int code = 0;
      for (int i = 0; i < 4; i++) {
        at++;
        int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
        if (digit < 0) {
          throw unexpected("in \\u hexadecimal character escape");
        }
        code = code * 16 + digit;
      }
      at++;
      return (char) code;
    }
    int known = "\"\\/bfnrt".indexOf(kind);
    if (known < 0) {
      throw unexpected("in string escape code");
    }
    at++;
    return "\"\\/\b\f\n\r\t".charAt(known);
  }

  private JsonNode number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    if (!Lexer.isDigit(peek())) {
      throw unexpected("in numeric literal");
    }
    if (peekOrEnd() == '0') {
      at++;
    } else {
      skipDigits();
    }
    boolean integer = true;
    if (peekOrEnd() == '.') {
      integer = false;
      at++;
      if (!Lexer.isDigit(peek())) {
        throw unexpected("after decimal point in numeric literal");
      }
      skipDigits();
    }
    if (peekOrEnd() == 'e' || peekOrEnd() == 'E') {
      integer = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      if (!Lexer.isDigit(peek())) {
        throw unexpected("in exponent of numeric literal");
      }
      skipDigits();
    }
    return integer ? integer(start) : Numbers.decimal(text.substring(start, at));
  }

  private JsonNode integer(int start) {
    if (at - start <= LONG_DIGITS) {
      return Numbers.of(Long.parseLong(text, start, at, 10));
    }
    if (at - start > MOST_DIGITS) {
      throw new Failure("number of more than " + MOST_DIGITS + " digits");
    }
    return Numbers.of(new BigInteger(text.substring(start, at)));
  }

  private void skipDigits() {
    while (at < text.length() && Lexer.isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new Failure("unexpected EOF");
    }
    return text.charAt(at);
  }

  private char peekOrEnd() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private Failure unexpected(String where) {
    String shown = Character.toString(text.codePointAt(at));
    String quoted =
        switch (shown) {
          case "'" -> "\\'";
          case "\"" -> "\"";
          default -> {
            String json = JsonText.of(NODES.stringNode(shown));
            yield json.substring(1, json.length() - 1);
          }
        };
    return new Failure("invalid character '" + quoted + "' " + where);
  }
}
