package dev.understack.language;

import java.util.Locale;

/** Which texts Go's {@code ParseFloat} reads. */
final class GoFloatSyntax {
  private final String text;
  private int at;

  private GoFloatSyntax(String text) {
    this.text = text;
  }

  static boolean matches(String text) {
    return isSpecial(text) || new GoFloatSyntax(text).number();
  }

  /** Whether {@code text} is an infinity or not a number. */
  static boolean isSpecial(String text) {
    if (text.length() > "+infinity".length()) {
      return false;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity" -> true;
      default -> false;
    };
  }

  private boolean number() {
    skip("+-");
    boolean hex = text.regionMatches(true, at, "0x", 0, 2);
    int start = at;
    at += hex ? 2 : 0;
    int digits = digits(hex);
    if (skip(".")) {
      digits += digits(hex);
    }
    if (digits == 0) {
      return false;
    }
    if (skip(hex ? "pP" : "eE")) {
      skip("+-");
      if (digits(false) == 0) {
        return false;
      }
    } else if (hex) {
      return false;
    }
    return at == text.length() && underscoresSeparateDigits(start, hex);
  }

  private boolean skip(String any) {
    if (at < text.length() && any.indexOf(text.charAt(at)) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  private int digits(boolean hex) {
    int count = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (isDigit(c, hex)) {
        count++;
      } else if (c != '_') {
        break;
      }
    }
    return count;
  }

  /** An underscore stands between two digits or behind the prefix 0x. */
  private boolean underscoresSeparateDigits(int start, boolean hex) {
    for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
      boolean before = i > 0 && (isDigit(text.charAt(i - 1), hex) || (hex && i == start + 2));
      boolean after = i + 1 < text.length() && isDigit(text.charAt(i + 1), hex);
      if (!before || !after) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c, boolean hex) {
    return (c >= '0' && c <= '9') || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
  }
}
