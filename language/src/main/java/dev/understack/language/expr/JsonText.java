package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.GoFloats;
import dev.understack.language.JsonQuote;
import dev.understack.language.value.GoText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON text as Go's encoder writes it: keys sorted, characters of HTML escaped, floats in Go's
 * form. Values nested deeper than 1000 are refused with a {@link FunctionException}.
 */
public final class JsonText {
  private static final int DEEPEST = 1_000;
  private static final Comparator<Map.Entry<String, ?>> BY_KEY =
      (a, b) -> GoText.compare(a.getKey(), b.getKey());

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private JsonText(boolean indented) {
    this.indented = indented;
  }

  /** On one line without blanks. */
  public static String compact(@Nullable Object value) {
    JsonText text = new JsonText(false);
    text.write(value, 0);
    return text.out.toString();
  }

  /** With two blanks per level. */
  public static String indented(@Nullable Object value) {
    JsonText text = new JsonText(true);
    text.write(value, 0);
    return text.out.toString();
  }

  private void write(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new FunctionException("nesting is deeper than " + DEEPEST);
    }
    switch (value) {
      case null -> out.append("null");
      case String text -> JsonQuote.GO.append(text, out);
      case Double number -> out.append(GoFloats.json(number));
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          separate(i, depth + 1);
          write(list.get(i), depth + 1);
        }
        end(list.isEmpty(), depth, ']');
      }
      case Map<?, ?> map -> {
        out.append('{');
        int i = 0;
        for (Map.Entry<String, ?> entry : sorted(map)) {
          separate(i++, depth + 1);
          JsonQuote.GO.append(entry.getKey(), out);
          out.append(indented ? ": " : ":");
          write(entry.getValue(), depth + 1);
        }
        end(map.isEmpty(), depth, '}');
      }
      default -> out.append(ExprValues.json(value));
    }
  }

  private static List<Map.Entry<String, ?>> sorted(Map<?, ?> map) {
    List<Map.Entry<String, ?>> entries = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries.add(
          new java.util.AbstractMap.SimpleImmutableEntry<>(
              ExprValues.text(entry.getKey()), entry.getValue()));
    }
    entries.sort(BY_KEY);
    return entries;
  }

  private void separate(int index, int depth) {
    if (index > 0) {
      out.append(',');
    }
    breakLine(depth);
  }

  private void end(boolean empty, int depth, char close) {
    if (!empty) {
      breakLine(depth);
    }
    out.append(close);
  }

  private void breakLine(int depth) {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }
}
