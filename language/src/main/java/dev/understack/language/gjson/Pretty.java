package dev.understack.language.gjson;

import dev.understack.language.GoJson;
import dev.understack.language.Meter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lays JSON out over lines, and takes all layout away. */
final class Pretty {
  private static final int SHORTEST_LINE = 3;

  private final Meter meter;
  private final StringBuilder out = new StringBuilder();
  private int width = 80;
  private String prefix = "";
  private String indent = "  ";
  private boolean sortKeys;
  private int lineStart;

  private Pretty(Meter meter) {
    this.meter = meter;
  }

  /** Without the characters between values. */
  static String ugly(String json) {
    StringBuilder out = new StringBuilder(json.length());
    int i = 0;
    while (i < json.length()) {
      char c = json.charAt(i);
      int end = i + 1;
      if (c == '"') {
        int close = JsonScan.stringEnd(json, i + 1, json.length());
        end = close < 0 ? json.length() : close;
      }
      if (c > ' ') {
        out.append(json, i, end);
      }
      i = end;
    }
    return out.toString();
  }

  /** One member or element per line; arrays that fit stay on one line. */
  static String pretty(String json, String options, Meter meter) {
    Pretty pretty = new Pretty(meter);
    GjsonResult.parse(options).forEach(pretty::option);
    pretty.out.append(pretty.prefix);
    GjsonResult document = GjsonResult.parse(json);
    if (document.exists()) {
      pretty.value(document, 0);
    }
    return pretty.out.isEmpty() ? "" : pretty.out.append('\n').toString();
  }

  private boolean option(GjsonResult key, GjsonResult value) {
    switch (key.string()) {
      case "sortKeys" -> sortKeys = value.bool();
      case "indent" -> indent = spacesOnly(value.string());
      case "prefix" -> prefix = spacesOnly(value.string());
      case "width" -> width = (int) value.number();
      default -> {
        // gjson ignores what it does not know
      }
    }
    return true;
  }

  private static String spacesOnly(String text) {
    StringBuilder spaces = new StringBuilder();
    text.chars().filter(c -> " \t\n\r".indexOf(c) >= 0).forEach(c -> spaces.append((char) c));
    return spaces.toString();
  }

  private record Member(GjsonResult key, GjsonResult value) {}

  private void value(GjsonResult value, int tabs) {
    meter.depth(tabs);
    if (!value.isContainer()) {
      out.append(value.text(), value.start(), value.end());
      return;
    }
    boolean object = value.isObject();
    if (!object && width > 0) {
      int room = width - (utf8Length(out.substring(lineStart)));
      String line = room > SHORTEST_LINE ? oneLine(value, room) : null;
      if (line != null) {
        out.append(line);
        return;
      }
    }
    out.append(object ? '{' : '[');
    List<Member> members = members(value);
    for (int i = 0; i < members.size(); i++) {
      meter.spend(prefix.length() + (long) indent.length() * tabs);
      out.append(i == 0 ? "" : ",");
      newLine(tabs + 1);
      Member member = members.get(i);
      if (object) {
        out.append(member.key().raw()).append(": ");
      }
      value(member.value(), tabs + 1);
    }
    if (!members.isEmpty()) {
      newLine(tabs);
    }
    out.append(object ? '}' : ']');
  }

  private void newLine(int tabs) {
    lineStart = out.length();
    out.append('\n').append(prefix).append(indent.repeat(tabs));
  }

  private List<Member> members(GjsonResult container) {
    List<Member> members = new ArrayList<>();
    container.forEach((key, value) -> members.add(new Member(key, value)));
    if (sortKeys && container.isObject()) {
      members.sort(Comparator.comparing(member -> member.key().string(), GoJson.KEY_ORDER));
    }
    return members;
  }

  /** An array without objects, on one line of at most {@code room} bytes; null if it cannot be. */
  private @Nullable String oneLine(GjsonResult array, int room) {
    StringBuilder line = new StringBuilder();
    return inline(array, line, room) && utf8Length(line) <= room ? line.toString() : null;
  }

  private boolean inline(GjsonResult value, StringBuilder line, int room) {
    if (value.isObject() || line.length() > room) {
      return false;
    }
    if (!value.isContainer()) {
      line.append(value.text(), value.start(), Math.min(value.end(), value.start() + room + 1));
      return true;
    }
    line.append('[');
    boolean[] fits = {true};
    int first = line.length();
    value.forEach((key, element) -> {
      if (line.length() > first) {
        line.append(", ");
      }
      fits[0] = inline(element, line, room);
      return fits[0];
    });
    line.append(']');
    return fits[0];
  }

  private static int utf8Length(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
