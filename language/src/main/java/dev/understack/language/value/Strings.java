package dev.understack.language.value;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Functions of Go's {@code strings} package whose Java counterparts differ. */
public final class Strings {
  private Strings() {}

  /** Go's {@code unicode.IsSpace}. */
  public static boolean isSpace(int c) {
    return (c >= 9 && c <= 13)
        || c == ' '
        || c == 0x85
        || c == 0xA0
        || (c > 0xff && (Character.isSpaceChar(c)));
  }

  /** Without the characters at both ends that {@code cut} chooses. */
  public static String trim(String text, IntPredicate cut) {
    int from = 0;
    int to = text.length();
    while (from < to && cut.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (from < to && cut.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  /** The parts between separators; an empty separator cuts after every character. */
  public static List<String> split(String text, String separator, int most) {
    List<String> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    int from = 0;
    while (most < 0 || parts.size() < most - 1) {
      int at = cut(text, separator, from);
      if (at < 0) {
        break;
      }
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    if (!separator.isEmpty() || from < text.length()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static int cut(String text, String separator, int from) {
    if (!separator.isEmpty()) {
      return text.indexOf(separator, from);
    }
    int next = from < text.length() ? from + Character.charCount(text.codePointAt(from)) : -1;
    return next >= text.length() ? -1 : next;
  }

  /** Every {@code old} replaced; an empty one stands before and after every character. */
  public static String replace(String text, String old, String replacement) {
    if (!old.isEmpty()) {
      return text.replace(old, replacement);
    }
    StringBuilder out = new StringBuilder(replacement);
    text.codePoints().forEach(c -> out.appendCodePoint(c).append(replacement));
    return out.toString();
  }

  /** Every character in upper case, one by one. */
  public static String upper(String text) {
    return mapped(text, Character::toUpperCase);
  }

  /** Every character in lower case, one by one. */
  public static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  /** Every character replaced by another. */
  public static String mapped(String text, IntUnaryOperator mapping) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(mapping.applyAsInt(c)));
    return out.toString();
  }
}
