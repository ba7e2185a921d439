package dev.understack.language.jq;

import dev.understack.language.LanguageException;

/** What stands between the quotes of a program's strings. */
final class StringContent {
  private StringContent() {}

  /** Index of the closing quote or of the backslash that starts a query, from {@code i}. */
  static int end(String text, int i) {
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"') {
        return i;
      }
      if (c == '\\') {
        if (text.startsWith("(", i + 1)) {
          return i;
        }
        i += escapeLength(text, i);
      } else {
        i++;
      }
    }
    throw new LanguageException(
        Jq.LANGUAGE, text, text.length(), "unterminated string literal: expected \"");
  }

  private static int escapeLength(String text, int i) {
    if (i + 1 >= text.length()) {
      return 1;
    }
    char kind = text.charAt(i + 1);
    boolean valid = "\"/\\bfnrtu".indexOf(kind) >= 0;
    int length = kind == 'u' ? 6 : 2;
    for (int k = i + 2; valid && k < i + length; k++) {
      valid = k < text.length() && Character.digit(text.charAt(k), 16) >= 0 && text.charAt(k) < 128;
    }
    if (!valid) {
      throw new LanguageException(
          Jq.LANGUAGE,
          text,
          i,
          "invalid escape sequence in a string: expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t"
              + " \\uXXXX \\(");
    }
    return length;
  }

  /** The text that {@code [from, to)} stands for. */
  static String decode(String text, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (c != '\\') {
        out.append(c);
        i++;
        continue;
      }
      char kind = text.charAt(i + 1);
      if (kind == 'u') {
        out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 6;
      } else {
        int known = "bfnrt".indexOf(kind);
        out.append(known < 0 ? kind : "\b\f\n\r\t".charAt(known));
        i += 2;
      }
    }
    return withoutLoneSurrogates(out);
  }

  /** Half of a pair alone becomes the replacement character. */
  static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          i++;
        } else {
          text.setCharAt(i, '\uFFFD');
        }
      }
    }
    return text.toString();
  }
}
