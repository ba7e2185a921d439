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
      JsonQuote.JQ.append(tree.stringValue().substring(0, enough), out);
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
      case STRING -> JsonQuote.JQ.append(node.stringValue(), out);
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
      JsonQuote.JQ.append(member.getKey(), out);
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
