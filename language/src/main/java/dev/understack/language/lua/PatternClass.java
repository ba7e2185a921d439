package dev.understack.language.lua;

import java.util.ArrayList;
import java.util.List;

/** A set of characters in a pattern. */
@FunctionalInterface
interface PatternClass {
  boolean matches(char c);

  /** A letter after a percent sign, such as {@code %d}; other characters stand for themselves. */
  static PatternClass escaped(char letter) {
    char lower = Character.toLowerCase(letter);
    PatternClass named =
        switch (lower) {
          case 'a' -> PatternClass::isLetter;
          case 'c' -> c -> c <= 0x1f || c == 0x7f;
          case 'd' -> c -> between(c, '0', '9');
          case 'l' -> c -> between(c, 'a', 'z');
          case 'p' ->
              c ->
                  between(c, '!', '/')
                      || between(c, ':', '@')
                      || between(c, '[', '`')
                      || between(c, '{', '~');
          case 's' -> c -> c == ' ' || between(c, (char) 9, (char) 13);
          case 'u' -> c -> between(c, 'A', 'Z');
          case 'w' -> c -> isLetter(c) || between(c, '0', '9');
          case 'x' -> c -> between(c, '0', '9') || between(c, 'a', 'f') || between(c, 'A', 'F');
          case 'z' -> c -> c == 0;
          default -> c -> c == letter;
        };
    boolean negated = "acdlpsuwxz".indexOf(lower) >= 0 && lower != letter;
    return negated ? c -> !named.matches(c) : named;
  }

  private static boolean isLetter(char c) {
    return between(c, 'a', 'z') || between(c, 'A', 'Z');
  }

  private static boolean between(char c, char first, char last) {
    return c >= first && c <= last;
  }

  /** The characters in square brackets. */
  final class Set implements PatternClass {
    private final List<PatternClass> members = new ArrayList<>();
    private boolean negated;

    void negate() {
      negated = true;
    }

    void add(PatternClass member) {
      members.add(member);
    }

    void addRange(char first, char last) {
      members.add(c -> between(c, first, last));
    }

    boolean isEmpty() {
      return members.isEmpty();
    }

    @Override
    public boolean matches(char c) {
      for (PatternClass member : members) {
        if (member.matches(c)) {
          return !negated;
        }
      }
      return negated;
    }
  }
}
