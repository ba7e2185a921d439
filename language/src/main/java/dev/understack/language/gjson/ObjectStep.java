package dev.understack.language.gjson;

import dev.understack.language.Meter;
import org.jspecify.annotations.Nullable;

/**
 * The first part of a path, read as a key of an object.
 *
 * @param key the key or pattern, escapes resolved
 * @param wild whether {@code key} is a pattern
 * @param next rest of the path inside the value, null when the value is the result
 * @param pipe rest of the path that takes the result as its document, null for none
 */
record ObjectStep(String key, boolean wild, @Nullable GjsonPath next, @Nullable GjsonPath pipe) {

  static ObjectStep parse(GjsonPath path) {
    String text = path.text();
    StringBuilder key = new StringBuilder();
    boolean wild = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '|' -> {
          return new ObjectStep(key.toString(), wild, null, path.rest(i + 1));
        }
        case '.' -> {
          boolean piped = PathSyntax.pipesAt(text, i + 1);
          GjsonPath rest = path.rest(i + 1);
          return new ObjectStep(key.toString(), wild, piped ? null : rest, piped ? rest : null);
        }
        case '\\' -> {
          i++;
          if (i < text.length()) {
            key.append(text.charAt(i));
          }
        }
        case '*', '?' -> {
          wild = true;
          key.append(c);
        }
        default -> key.append(c);
      }
    }
    return new ObjectStep(key.toString(), wild, null, null);
  }

  /** Whether the key whose content is {@code text[from, to)}, escapes included, is meant. */
  boolean matches(String text, int from, int to, Meter meter) {
    if (!wild && !hasEscape(text, from, to)) {
      return to - from == key.length() && text.startsWith(key, from);
    }
    String name = JsonStrings.unescape(text, from, to);
    return wild ? Wildcard.matches(name, key, meter) : name.equals(key);
  }

  private static boolean hasEscape(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '\\') {
        return true;
      }
    }
    return false;
  }
}
