package dev.understack.language.gjson;

import dev.understack.language.Meter;

/**
 * Patterns where {@code *} stands for any characters, {@code ?} for one and a backslash takes the
 * next character as it is.
 */
final class Wildcard {
  private Wildcard() {}

  /** Whether all of {@code text} matches; the work is at most text times pattern. */
  static boolean matches(String text, String pattern, Meter meter) {
    int t = 0;
    int p = 0;
    int star = -1;
    int retry = 0;
    while (true) {
      boolean matched = false;
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = t;
        continue;
      }
      if (t == text.length()) {
        return p == pattern.length();
      }
      if (p < pattern.length()) {
        matched = one(text, t, pattern, p);
      }
      if (matched) {
        t += Character.charCount(text.codePointAt(t));
        p += width(pattern, p);
        continue;
      }
      if (star < 0 || retry >= text.length()) {
        return false;
      }
      meter.step();
      retry += Character.charCount(text.codePointAt(retry));
      t = retry;
      p = star + 1;
    }
  }

  private static boolean one(String text, int t, String pattern, int p) {
    char c = pattern.charAt(p);
    if (c == '?') {
      return true;
    }
    int literal = c == '\\' ? p + 1 : p;
    return literal < pattern.length() && pattern.codePointAt(literal) == text.codePointAt(t);
  }

  private static int width(String pattern, int p) {
    int literal = pattern.charAt(p) == '\\' ? p + 1 : p;
    return literal - p + Character.charCount(pattern.codePointAt(literal));
  }
}
