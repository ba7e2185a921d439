package dev.understack.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compact JSON text of trees with numbers as Go writes them. Characters of HTML are not escaped;
 * NaN is null and infinities are the largest floats, as in jq. A tree deeper than {@link
 * Limits#DEFAULT} allows is refused with a {@link LanguageException}.
 */
public final class GoJson {
  private static final int DEEPEST = Limits.DEFAULT.depth();
  private static final String HEX = "0123456789abcdef";

  /** Order of the UTF-8 bytes of keys, which is Go's order of strings. */
  public static final Comparator<String> KEY_ORDER = GoJson::compare;

  private final StringBuilder out;
  private final boolean sorted;
  private final int enough;
  private final @Nullable Meter meter;
  private int depth;

  private GoJson(StringBuilder out, boolean sorted, int enough, @Nullable Meter meter) {
    this.out = out;
    this.sorted = sorted;
    this.enough = enough;
    this.meter = meter;
  }

  /** With members in the tree's order. */
  public static String write(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    new GoJson(out, false, Integer.MAX_VALUE, null).value(tree);
    return out.toString();
  }

  /** With members in the order of their keys. */
  public static String writeSorted(JsonNode tree) {
    StringBuilder out = new StringBuilder();
    new GoJson(out, true, Integer.MAX_VALUE, null).value(tree);
    return out.toString();
  }

  /** As {@link #writeSorted(JsonNode)} within the limits of an evaluation. */
  public static String writeSorted(JsonNode tree, Meter meter) {
    StringBuilder out = new StringBuilder();
    new GoJson(out, true, Integer.MAX_VALUE, meter).value(tree);
    meter.spend(2L * out.length());
    return out.toString();
  }

  /** The first characters, at least {@code enough} where there are as many; the rest may lack. */
  public static String writeStart(JsonNode tree, int enough) {
    StringBuilder out = new StringBuilder();
    if (tree.isString() && tree.stringValue().length() > enough) {
      quote(tree.stringValue().substring(0, enough), out);
    } else {
      new GoJson(out, true, enough, null).value(tree);
    }
    return out.toString();
  }

  private void value(JsonNode node) {
    if (out.length() > enough) {
      return;
    }
    if (meter != null) {
      meter.step();
      meter.size(2L * out.length());
    }
    switch (node.getNodeType()) {
      case OBJECT -> {
        enter();
        object(node);
        depth--;
      }
      case ARRAY -> {
        enter();
        out.append('[');
        for (int i = 0; i < node.size() && out.length() <= enough; i++) {
          out.append(i == 0 ? "" : ",");
          value(node.get(i));
        }
        out.append(']');
        depth--;
      }
      case STRING -> quote(node.stringValue(), out);
      case BOOLEAN -> out.append(node.booleanValue());
      case NUMBER -> out.append(number(node));
      case NULL, MISSING, BINARY, POJO -> out.append("null");
    }
  }

  private void enter() {
    if (++depth > DEEPEST) {
      throw new LanguageException("json", "", "nesting is deeper than " + DEEPEST);
    }
  }

  private void object(JsonNode node) {
    out.append('{');
    boolean first = true;
    Iterable<Map.Entry<String, JsonNode>> members = node.properties();
    if (sorted) {
      List<Map.Entry<String, JsonNode>> list = new ArrayList<>(node.properties());
      list.sort(Map.Entry.comparingByKey(KEY_ORDER));
      members = list;
    }
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(first ? "" : ",");
      first = false;
      quote(member.getKey(), out);
      out.append(':');
      value(member.getValue());
    }
    out.append('}');
  }

  private static String number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.asString();
    }
    if (node.isBigDecimal()) {
      return node.decimalValue().toString().toLowerCase(Locale.ROOT);
    }
    double value = node.doubleValue();
    if (Double.isNaN(value)) {
      return "null";
    }
    return GoFloats.json(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)));
  }

  /** Appends {@code text} as a JSON string. */
  public static void quote(String text, StringBuilder out) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c >= ' ' && c != '"' && c != '\\' && c != 0x7f;
      if (plain && !Character.isSurrogate(c)) {
        continue;
      }
      if (plain && isPaired(text, i)) {
        continue;
      }
      out.append(text, from, i);
      from = i + 1;
      escape(c, out);
    }
    out.append(text, from, text.length()).append('"');
  }

  private static boolean isPaired(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (Character.isSurrogate(c)) {
          out.append("\\ufffd");
        } else {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        }
      }
    }
  }

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for code points above all other chars.
        boolean apart = Character.isSurrogate(x) != Character.isSurrogate(y);
        return apart ? (Character.isSurrogate(x) ? 1 : -1) : Character.compare(x, y);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
