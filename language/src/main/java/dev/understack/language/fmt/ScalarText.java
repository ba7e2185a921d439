package dev.understack.language.fmt;

import dev.understack.language.value.BoundedText;
import dev.understack.language.value.GoFloat;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;
import java.util.Locale;

/** Texts of booleans, numbers and strings. Each method says whether it knows the verb. */
final class ScalarText {
  private static final int LARGEST_RUNE = Character.MAX_CODE_POINT;
  private static final char REPLACEMENT = '\uFFFD';

  private final BoundedText out;
  private final FormatFlags flags;

  ScalarText(BoundedText out, FormatFlags flags) {
    this.out = out;
    this.flags = flags;
  }

  /** Appends text, padded to the width. */
  void pad(String text) {
    int missing = flags.hasWidth ? flags.width - GoText.runes(text) : 0;
    if (flags.minus) {
      out.append(text).repeat(' ', missing);
    } else {
      out.repeat(flags.zero ? '0' : ' ', missing).append(text);
    }
  }

  private void padWithSpaces(String text) {
    boolean zero = flags.zero;
    flags.zero = false;
    pad(text);
    flags.zero = zero;
  }

  boolean bool(boolean value, int verb) {
    if (verb != 't' && verb != 'v') {
      return false;
    }
    pad(value ? "true" : "false");
    return true;
  }

  boolean integer(long value, boolean signed, int verb) {
    switch (verb) {
      case 'v' -> {
        if (flags.sharpV && !signed) {
          flags.sharp = true;
          inBase(value, false, 16, verb);
          flags.sharp = false;
        } else {
          inBase(value, signed, 10, verb);
        }
      }
      case 'd' -> inBase(value, signed, 10, verb);
      case 'b' -> inBase(value, signed, 2, verb);
      case 'o', 'O' -> inBase(value, signed, 8, verb);
      case 'x', 'X' -> inBase(value, signed, 16, verb);
      case 'c' -> pad(Character.toString(rune(value)));
      case 'q' -> pad(GoQuote.quoteRune(rune(value), flags.plus));
      case 'U' -> unicode(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int rune(long value) {
    boolean valid = value >= 0 && value <= LARGEST_RUNE && (value < 0xD800 || value > 0xDFFF);
    return valid ? (int) value : REPLACEMENT;
  }

  private void unicode(long value) {
    String hex = Long.toHexString(value).toUpperCase(Locale.ROOT);
    int digits = flags.hasPrecision && flags.precision > 4 ? flags.precision : 4;
    String text = "U+" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
    boolean shown =
        flags.sharp && value >= 0 && value <= LARGEST_RUNE && GoQuote.isPrint((int) value);
    padWithSpaces(shown ? text + " '" + Character.toString((int) value) + "'" : text);
  }

  private void inBase(long value, boolean signed, int base, int verb) {
    boolean negative = signed && value < 0;
    int digits = 0;
    if (flags.hasPrecision) {
      digits = flags.precision;
      if (digits == 0 && value == 0) {
        out.repeat(' ', flags.width);
        return;
      }
    } else if (flags.zero && !flags.minus && flags.hasWidth) {
      digits = flags.width - (negative || flags.plus || flags.space ? 1 : 0);
    }
    String text = Long.toUnsignedString(negative ? -value : value, base);
    text = "0".repeat(Math.max(0, digits - text.length())) + text;
    text = prefix(text, base, verb) + text;
    text = verb == 'X' ? text.toUpperCase(Locale.ROOT) : text;
    String sign = negative ? "-" : flags.plus ? "+" : flags.space ? " " : "";
    padWithSpaces(sign + text);
  }

  private String prefix(String digits, int base, int verb) {
    if (verb == 'O') {
      return flags.sharp && !digits.startsWith("0") ? "0o0" : "0o";
    }
    if (!flags.sharp) {
      return "";
    }
    return switch (base) {
      case 2 -> "0b";
      case 8 -> digits.startsWith("0") ? "" : "0";
      case 16 -> "0x";
      default -> "";
    };
  }

  boolean number(double value, int verb) {
    switch (verb) {
      case 'v' -> number(value, 'g', GoFloat.SHORTEST);
      case 'b', 'g', 'G', 'x', 'X' -> number(value, (char) verb, GoFloat.SHORTEST);
      case 'f', 'e', 'E' -> number(value, (char) verb, 6);
      case 'F' -> number(value, 'f', 6);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void number(double value, char verb, int standard) {
    int precision = flags.hasPrecision ? flags.precision : standard;
    String text = GoFloat.format(value, verb, precision);
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    char sign = text.startsWith("-") ? '-' : flags.space && !flags.plus ? ' ' : '+';
    if (Double.isNaN(value)) {
      padWithSpaces(flags.plus || flags.space ? sign + digits : digits);
      return;
    }
    if (Double.isInfinite(value)) {
      padWithSpaces(sign + digits);
      return;
    }
    if (flags.sharp && verb != 'b') {
      digits = withPoint(digits, verb, precision);
    }
    if (!flags.plus && sign == '+') {
      pad(digits);
    } else if (flags.zero && !flags.minus && flags.hasWidth) {
      out.append(sign).repeat('0', flags.width - digits.length() - 1).append(digits);
    } else {
      pad(sign + digits);
    }
  }

  /** The number with a decimal point always, and for %g with its trailing zeros. */
  private static String withPoint(String number, char verb, int precision) {
    boolean hex = verb == 'x' || verb == 'X';
    boolean general = verb == 'g' || verb == 'G' || verb == 'x';
    int missing = general ? (precision < 0 ? 6 : precision) : 0;
    int tailAt = number.length();
    boolean point = false;
    boolean nonzero = false;
    for (int i = 0; i < tailAt; i++) {
      char c = number.charAt(i);
      if (c == '.') {
        point = true;
      } else if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E'))) {
        tailAt = i;
      } else {
        nonzero |= c != '0';
        missing -= nonzero ? 1 : 0;
      }
    }
    String head = number.substring(0, tailAt);
    if (!point) {
      missing -= head.equals("0") ? 1 : 0;
      head += ".";
    }
    return head + "0".repeat(Math.max(0, missing)) + number.substring(tailAt);
  }

  boolean string(String value, int verb) {
    switch (verb) {
      case 'v' -> {
        if (flags.sharpV) {
          quoted(value);
        } else {
          pad(truncate(value));
        }
      }
      case 's' -> pad(truncate(value));
      case 'q' -> quoted(value);
      case 'x', 'X' -> hex(value, verb);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void quoted(String value) {
    String text = truncate(value);
    boolean raw = flags.sharp && GoQuote.canBackquote(text);
    pad(raw ? "`" + text + "`" : GoQuote.quote(text, flags.plus));
  }

  private String truncate(String text) {
    if (!flags.hasPrecision || GoText.runes(text) <= flags.precision) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, flags.precision));
  }

  private void hex(String value, int verb) {
    byte[] bytes = GoText.bytes(value);
    int length = flags.hasPrecision ? Math.min(flags.precision, bytes.length) : bytes.length;
    String digits = verb == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    String prefix = flags.sharp ? (verb == 'X' ? "0X" : "0x") : "";
    int width = 2 * length;
    if (flags.space && length > 0) {
      width = length * (2 + prefix.length()) + length - 1;
    } else if (length > 0) {
      width += prefix.length();
    }
    int missing = flags.hasWidth ? flags.width - width : 0;
    if (!flags.minus || length == 0) {
      out.repeat(flags.zero && !flags.minus ? '0' : ' ', missing);
    }
    for (int i = 0; i < length; i++) {
      out.append(i > 0 && flags.space ? " " : "").append(i == 0 || flags.space ? prefix : "");
      out.append(digits.charAt((bytes[i] >> 4) & 0xf)).append(digits.charAt(bytes[i] & 0xf));
    }
    if (flags.minus && length > 0) {
      out.repeat(' ', missing);
    }
  }
}
