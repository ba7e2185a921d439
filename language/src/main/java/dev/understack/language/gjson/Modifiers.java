package dev.understack.language.gjson;

import dev.understack.language.JsonQuote;
import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each modifier makes of a document. */
final class Modifiers {
  private final Meter meter;

  private Modifiers(Meter meter) {
    this.meter = meter;
  }

  static String apply(Modifier modifier, String json, String argument, Meter meter, int depth) {
    meter.depth(depth);
    Modifiers modifiers = new Modifiers(meter);
    String made =
        switch (modifier) {
          case THIS -> json;
          case VALID -> JsonValidity.isValid(json) ? json : "";
          case TOSTR -> JsonQuote.GO.of(json);
          case FROMSTR -> JsonValidity.isValid(json) ? GjsonResult.parse(json).string() : "";
          case UGLY -> Pretty.ugly(json);
          case PRETTY -> Pretty.pretty(json, argument, meter);
          case REVERSE -> modifiers.reverse(json);
          case FLATTEN -> modifiers.flatten(json, option(argument, "deep"), depth);
          case KEYS -> modifiers.keys(json);
          case VALUES -> modifiers.values(json);
          case JOIN -> modifiers.join(json, option(argument, "preserve"));
          case GROUP -> modifiers.group(json);
          case DIG -> modifiers.dig(json, GjsonPath.inner(argument), depth);
        };
    meter.spend(made.length());
    return made;
  }

  private static boolean option(String argument, String name) {
    boolean[] value = {false};
    GjsonResult.parse(argument)
        .forEach((key, given) -> {
          if (key.string().equals(name)) {
            value[0] = given.bool();
          }
          return true;
        });
    return value[0];
  }

  private record Member(GjsonResult key, GjsonResult value) {}

  private List<Member> members(GjsonResult container) {
    List<Member> members = new ArrayList<>();
    container.forEach((key, value) -> {
      meter.step();
      return members.add(new Member(key, value));
    });
    return members;
  }

  private String reverse(String json) {
    GjsonResult document = GjsonResult.parse(json);
    if (!document.isContainer()) {
      return json;
    }
    boolean object = document.isObject();
    StringBuilder out = new StringBuilder(json.length()).append(object ? '{' : '[');
    for (Member member : members(document).reversed()) {
      separate(out);
      if (object) {
        append(member.key(), out).append(':');
      }
      append(member.value(), out);
    }
    return out.append(object ? '}' : ']').toString();
  }

  private String flatten(String json, boolean deep, int depth) {
    GjsonResult document = GjsonResult.parse(json);
    if (!document.isArray()) {
      return json;
    }
    StringBuilder out = new StringBuilder("[");
    flatten(document, deep, depth, out);
    return out.append(']').toString();
  }

  private void flatten(GjsonResult array, boolean deep, int depth, StringBuilder out) {
    meter.depth(depth);
    for (Member member : members(array)) {
      GjsonResult value = member.value();
      if (value.isArray() && deep) {
        flatten(value, true, depth + 1, out);
        continue;
      }
      String raw = value.raw();
      String flat = value.isArray() ? unwrap(raw).strip() : raw;
      if (!flat.isEmpty()) {
        separate(out);
        out.append(flat);
      }
    }
  }

  private String keys(String json) {
    GjsonResult document = GjsonResult.parse(json);
    StringBuilder out = new StringBuilder("[");
    for (Member member : members(document)) {
      separate(out);
      if (document.isObject()) {
        append(member.key(), out);
      } else {
        out.append("null");
      }
    }
    return out.append(']').toString();
  }

  private String values(String json) {
    GjsonResult document = GjsonResult.parse(json);
    if (document.isArray()) {
      return json;
    }
    StringBuilder out = new StringBuilder("[");
    for (Member member : members(document)) {
      separate(out);
      append(member.value(), out);
    }
    return out.append(']').toString();
  }

  private String join(String json, boolean preserve) {
    GjsonResult document = GjsonResult.parse(json);
    if (!document.isArray()) {
      return json;
    }
    StringBuilder out = new StringBuilder("{");
    Map<String, Member> merged = new LinkedHashMap<>();
    boolean first = true;
    for (Member element : members(document)) {
      if (!element.value().isObject()) {
        continue;
      }
      if (preserve) {
        out.append(first ? "" : ",").append(unwrap(element.value().raw()));
        first = false;
        continue;
      }
      for (Member member : members(element.value())) {
        merged.merge(
            member.key().string(), member, (old, newer) -> new Member(old.key(), newer.value()));
      }
    }
    for (Member member : merged.values()) {
      separate(out);
      append(append(member.key(), out).append(':'), member.value());
    }
    return out.append('}').toString();
  }

  private String group(String json) {
    GjsonResult document = GjsonResult.parse(json);
    if (!document.isObject()) {
      return "";
    }
    List<StringBuilder> rows = new ArrayList<>();
    for (Member column : members(document)) {
      if (!column.value().isArray()) {
        continue;
      }
      int row = 0;
      for (Member cell : members(column.value())) {
        if (row == rows.size()) {
          rows.add(new StringBuilder("{"));
        }
        StringBuilder out = rows.get(row++);
        separate(out);
        meter.spend(column.key().end() - column.key().start());
        append(append(column.key(), out).append(':'), cell.value());
      }
    }
    StringBuilder out = new StringBuilder("[");
    for (StringBuilder row : rows) {
      separate(out);
      out.append(row).append('}');
    }
    return out.append(']').toString();
  }

  private String dig(String json, GjsonPath path, int depth) {
    StringBuilder out = new StringBuilder("[");
    dig(GjsonResult.parse(json), path, depth, out);
    return out.append(']').toString();
  }

  private void dig(GjsonResult value, GjsonPath path, int depth, StringBuilder out) {
    GjsonResult found =
        new Search(value.text(), value.start(), value.end(), meter, depth).get(path);
    if (found.exists()) {
      separate(out);
      meter.spend(found.end() - found.start());
      append(found, out);
    }
    if (value.isContainer()) {
      for (Member member : members(value)) {
        dig(member.value(), path, depth + 1, out);
      }
    }
  }

  private static String unwrap(String json) {
    String inner = json.trim();
    boolean wrapped = inner.length() >= 2 && (inner.charAt(0) == '[' || inner.charAt(0) == '{');
    return wrapped ? inner.substring(1, inner.length() - 1) : inner;
  }

  private static void separate(StringBuilder out) {
    if (out.length() > 1) {
      out.append(',');
    }
  }

  private static StringBuilder append(GjsonResult value, StringBuilder out) {
    return out.append(value.text(), value.start(), value.end());
  }

  private static StringBuilder append(StringBuilder out, GjsonResult value) {
    return append(value, out);
  }
}
