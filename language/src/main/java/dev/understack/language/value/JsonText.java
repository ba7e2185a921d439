package dev.understack.language.value;

import dev.understack.language.FunctionException;
import dev.understack.language.GoFloats;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON text of Go values as {@code encoding/json} writes it: sorted keys, Go's numbers. */
public final class JsonText {
  private static final int DEEPEST = 500;
  private static final String INDENT = "  ";

  private final BoundedText out;
  private final boolean escapeHtml;
  private final boolean pretty;

  private JsonText(BoundedText out, boolean escapeHtml, boolean pretty) {
    this.out = out;
    this.escapeHtml = escapeHtml;
    this.pretty = pretty;
  }

  /** A value that JSON cannot express. */
  public static final class UnsupportedValueException extends FunctionException {
    private static final long serialVersionUID = 1L;

    UnsupportedValueException(String message) {
      super(message);
    }
  }

  /**
   * The text of a value.
   *
   * @param escapeHtml writes {@code <}, {@code >} and {@code &} as {@code \\u003c} and so on
   * @param pretty with line feeds and two spaces per level
   * @param limit of the text in chars
   * @throws FunctionException when the limit is passed, {@link UnsupportedValueException} for
   *     functions, NaN, infinities and values that contain themselves
   */
  public static String write(
      @Nullable Object value, boolean escapeHtml, boolean pretty, long limit) {
    BoundedText out = new BoundedText(limit);
    new JsonText(out, escapeHtml, pretty).value(value, 0);
    return out.toString();
  }

  private void value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new UnsupportedValueException(
          "json: unsupported value: encountered a cycle via " + GoValues.type(value));
    }
    switch (value) {
      case null -> out.append("null");
      case String s -> string(s);
      case Double d -> number(d);
      case Boolean b -> out.append(b.toString());
      case Long n -> out.append(n.toString());
      case GoInteger i -> out.append(i.toString());
      case byte[] b -> string(Base64.getEncoder().encodeToString(b));
      case List<?> list -> list(list, depth);
      case Map<?, ?> map -> map(map, depth);
      case GoObject o -> object(o);
      default ->
          throw new UnsupportedValueException("json: unsupported type: " + GoValues.type(value));
    }
  }

  private void object(GoObject object) {
    if (object.kind().isInteger()) {
      throw new UnsupportedValueException("json: unsupported type: " + object.goType());
    }
    string(object.jsonText());
  }

  private void number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new UnsupportedValueException("json: unsupported value: " + GoFloat.text(value));
    }
    out.append(GoFloats.json(value));
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    Iterator<?> elements = list.iterator();
    while (elements.hasNext()) {
      lineFeed(depth + 1);
      value(elements.next(), depth + 1);
      if (elements.hasNext()) {
        out.append(',');
      }
    }
    if (!list.isEmpty()) {
      lineFeed(depth);
    }
    out.append(']');
  }

  private void map(Map<?, ?> map, int depth) {
    out.append('{');
    Iterator<String> keys = GoValues.sortedKeys(map).iterator();
    while (keys.hasNext()) {
      String key = keys.next();
      lineFeed(depth + 1);
      string(key);
      out.append(pretty ? ": " : ":");
      value(map.get(key), depth + 1);
      if (keys.hasNext()) {
        out.append(',');
      }
    }
    if (!map.isEmpty()) {
      lineFeed(depth);
    }
    out.append('}');
  }

  private void lineFeed(int depth) {
    if (pretty) {
      out.append('\n').append(INDENT.repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      String escape = escape(text, i);
      if (escape != null) {
        out.append(text.substring(from, i)).append(escape);
        from = i + 1;
      }
    }
    out.append(text.substring(from)).append('"');
  }

  private @Nullable String escape(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '<', '>', '&' -> escapeHtml ? unicode(c) : null;
      case '\u2028', '\u2029' -> unicode(c);
      default -> {
        boolean pair = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), c);
        boolean raw = !pair && GoText.isRaw(c);
        yield raw ? "\\ufffd" : c < ' ' ? unicode(c) : null;
      }
    };
  }

  private static String unicode(char c) {
    return String.format(Locale.ROOT, "\\u%04x", (int) c);
  }
}
