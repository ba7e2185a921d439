package dev.understack.language.lua;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code string.gsub}. */
final class Substitution {
  private Substitution() {}

  static @Nullable Object[] replace(Machine machine, Args a) {
    String text = a.text(1);
    Pattern pattern = Pattern.compile(machine, a.text(2));
    Object replacement = a.get(3) instanceof Double d ? LuaText.of(d) : a.get(3);
    if (!(replacement instanceof String)
        && !(replacement instanceof LuaTable)
        && !(replacement instanceof LuaFunction)) {
      throw a.bad(3, "string or table or function expected, got " + Values.type(replacement));
    }
    List<PatternMatch> matches = PatternMatch.find(machine, pattern, text, 0, a.integer(4, -1));
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (PatternMatch match : matches) {
      String part = replacement(machine, replacement, match);
      out.append(text, copied, match.start());
      out.append(part == null ? text.substring(match.start(), match.end()) : part);
      copied = match.end();
      machine.spend(part == null ? 0 : part.length());
    }
    out.append(text, copied, text.length());
    return new @Nullable Object[] {machine.made(out.toString()), (double) matches.size()};
  }

  /** The text that replaces a match, null to keep it. */
  private static @Nullable String replacement(
      Machine machine, Object replacement, PatternMatch match) {
    Object value =
        switch (replacement) {
          case String template -> expanded(machine, template, match);
          case LuaTable table ->
              Metatables.get(machine, table, match.capture(match.captureCount() > 0 ? 1 : 0));
          case LuaFunction function -> machine.call1(function, match.values());
          default -> null;
        };
    if (!Values.truth(value)) {
      return null;
    }
    String text = Values.joinable(value);
    return text == null ? "" : text;
  }

  private static String expanded(Machine machine, String template, PatternMatch match) {
    if (template.indexOf('%') < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c != '%' || i + 1 == template.length()) {
        out.append(c);
        continue;
      }
      char next = template.charAt(++i);
      if (next >= '0' && next <= '9') {
        int number = next - '0';
        boolean whole = number == 0 || (number == 1 && match.captureCount() == 0);
        if (!whole && number > match.captureCount()) {
          throw machine.error("invalid capture index");
        }
        String part = Values.text(match.capture(whole ? 0 : number));
        machine.spend(part.length());
        out.append(part);
      } else {
        out.append(next == '%' ? "%" : "%" + next);
      }
    }
    return out.toString();
  }
}
