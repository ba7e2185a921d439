package dev.understack.language.sprig;

import com.google.re2j.Matcher;
import java.util.Map;

/** Go's replacement texts with {@code $1}, {@code $name} and {@code ${name}}. */
final class ReplacementTemplate {
  private ReplacementTemplate() {}

  /** The replacement for a match; groups that do not exist are empty. */
  static String expand(String template, Matcher match) {
    StringBuilder out = new StringBuilder(template.length());
    int at = 0;
    while (at < template.length()) {
      int dollar = template.indexOf('$', at);
      if (dollar < 0) {
        break;
      }
      out.append(template, at, dollar);
      at = dollar + 1;
      if (template.startsWith("$", at)) {
        out.append('$');
        at++;
        continue;
      }
      boolean braces = template.startsWith("{", at);
      int from = braces ? at + 1 : at;
      int end = from;
      while (end < template.length() && isNamePart(template.charAt(end))) {
        end++;
      }
      boolean closed = !braces || template.startsWith("}", end);
      if (end == from || !closed) {
        out.append('$');
        continue;
      }
      out.append(group(template.substring(from, end), match));
      at = braces ? end + 1 : end;
    }
    return out.append(template.substring(Math.min(at, template.length()))).toString();
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(String name, Matcher match) {
    int index = -1;
    if (name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      index = name.length() < 9 ? Integer.parseInt(name) : -1;
    } else {
      Map<String, Integer> groups = match.pattern().namedGroups();
      index = groups.getOrDefault(name, -1);
    }
    boolean known = index >= 0 && index <= match.groupCount() && match.start(index) >= 0;
    return known ? match.group(index) : "";
  }
}
