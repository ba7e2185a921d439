package dev.understack.sensors.filter;

import java.util.BitSet;
import java.util.Optional;

/**
 * A regular expression of plain characters, dots and escaped punctuation, with or without anchors:
 * what nearly all filters consist of. It is compared directly and agrees with RE2 on every text.
 * Immutable.
 */
final class PlainPattern {
  private static final String META = "+*?()|[]{}^$";

  private final String characters;

  /** Places in {@code characters} where any character but a line feed may stand. */
  private final BitSet any;

  private final boolean fromStart;
  private final boolean toEnd;

  private PlainPattern(String characters, BitSet any, boolean fromStart, boolean toEnd) {
    this.characters = characters;
    this.any = any;
    this.fromStart = fromStart;
    this.toEnd = toEnd;
  }

  /** Reads an expression; empty when it is more than plain. */
  static Optional<PlainPattern> parse(String expression) {
    boolean fromStart = expression.startsWith("^");
    boolean toEnd = expression.endsWith("$") && !expression.endsWith("\\$");
    int end = expression.length() - (toEnd ? 1 : 0);
    StringBuilder characters = new StringBuilder();
    BitSet any = new BitSet();
    for (int i = fromStart ? 1 : 0; i < end; i++) {
      char c = expression.charAt(i);
      if (c == '\\') {
        i++;
        if (i == end || !isPunctuation(expression.charAt(i))) {
          return Optional.empty();
        }
        c = expression.charAt(i);
      } else if (c == '.') {
        any.set(characters.length());
      } else if (c > 0x7f || META.indexOf(c) >= 0) {
        return Optional.empty();
      }
      characters.append(c);
    }
    return Optional.of(new PlainPattern(characters.toString(), any, fromStart, toEnd));
  }

  /** Whether RE2 takes a backslash before this character as the character itself. */
  static boolean isPunctuation(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  /** Whether it matches somewhere in {@code value}. */
  boolean matches(String value) {
    if (any.isEmpty()) {
      return literal(value);
    }
    int last = fromStart ? 0 : value.length() - characters.length();
    for (int start = 0; start <= last; start++) {
      if (matchesAt(value, start)) {
        return true;
      }
    }
    return false;
  }

  /** The longest piece of text that every match holds; may be empty. */
  String certainPiece() {
    String longest = "";
    for (int start = 0; start <= characters.length(); ) {
      int next = any.nextSetBit(start);
      int end = next < 0 ? characters.length() : next;
      if (end - start > longest.length()) {
        longest = characters.substring(start, end);
      }
      start = end + 1;
    }
    return longest;
  }

  private boolean literal(String value) {
    if (fromStart) {
      return toEnd ? value.equals(characters) : value.startsWith(characters);
    }
    return toEnd ? value.endsWith(characters) : value.contains(characters);
  }

  /** A dot takes a whole character, which may be two chars. */
  private boolean matchesAt(String value, int start) {
    int at = start;
    for (int i = 0; i < characters.length(); i++, at++) {
      if (at >= value.length()) {
        return false;
      }
      char found = value.charAt(at);
      if (!any.get(i)) {
        if (found != characters.charAt(i)) {
          return false;
        }
      } else if (found == '\n') {
        return false;
      } else if (Character.isHighSurrogate(found)
          && at + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(at + 1))) {
        at++;
      }
    }
    return !toEnd || at == value.length();
  }
}
