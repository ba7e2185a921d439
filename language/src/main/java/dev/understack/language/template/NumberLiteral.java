package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoQuote;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Reads numbers as they stand in templates: Go's integer, float and character literals. */
final class NumberLiteral {
  private static final BigInteger LARGEST_UNSIGNED = BigInteger.ONE.shiftLeft(64);

  private NumberLiteral() {}

  static Node.Numeral read(Token token) {
    String text = token.text();
    if (token.is(Token.Kind.CHAR_CONSTANT)) {
      long rune = GoQuote.unquoteRune(text);
      return new Node.Numeral(token.at(), text, rune, (double) rune);
    }
    if (token.is(Token.Kind.COMPLEX) || text.endsWith("i")) {
      throw new FunctionException("complex numbers are not supported: " + text);
    }
    BigInteger integer = integer(text);
    if (integer != null) {
      Long fitting = integer.bitLength() < 64 ? (Long) integer.longValue() : null;
      return new Node.Numeral(token.at(), text, fitting, integer.doubleValue());
    }
    Double floating = floating(text);
    if (floating == null) {
      throw new FunctionException("illegal number syntax: " + GoQuote.quote(text, false));
    }
    if (!hasFloatMark(text)) {
      throw new FunctionException("integer overflow: " + GoQuote.quote(text, false));
    }
    boolean integral = floating == Math.rint(floating) && Math.abs(floating) < 0x1p63;
    return new Node.Numeral(
        token.at(), text, integral ? (Long) floating.longValue() : null, floating);
  }

  /** Whether a literal without a type is a float64: it has a point or an exponent. */
  static boolean isFloat(Node.Numeral number) {
    String text = number.text();
    boolean hexInteger =
        text.length() > 2
            && text.charAt(0) == '0'
            && (text.charAt(1) == 'x' || text.charAt(1) == 'X')
            && text.indexOf('p') < 0
            && text.indexOf('P') < 0;
    return !hexInteger && !text.startsWith("'") && hasFloatMark(text);
  }

  private static boolean hasFloatMark(String text) {
    return text.chars().anyMatch(c -> ".eEpP".indexOf(c) >= 0);
  }

  private static @Nullable BigInteger integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    if (digits.isEmpty() || !underscoresSeparate(digits)) {
      return null;
    }
    int radix = radix(digits);
    String plain = digits.substring(radix == 10 ? 0 : prefixLength(digits)).replace("_", "");
    if (plain.isEmpty() || !plain.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
      return null;
    }
    BigInteger value = new BigInteger(plain, radix);
    if (text.startsWith("-")) {
      value = value.negate();
    }
    boolean fits = value.bitLength() < 64 || (!signed && value.compareTo(LARGEST_UNSIGNED) < 0);
    return fits ? value : null;
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static int prefixLength(String digits) {
    return Character.isLetter(digits.charAt(1)) ? 2 : 1;
  }

  private static boolean underscoresSeparate(String digits) {
    boolean afterDigit = false;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      boolean digit = Character.digit(c, 16) >= 0 || (i == 1 && Character.isLetter(c));
      if (c == '_' && !afterDigit) {
        return false;
      }
      afterDigit = digit;
    }
    return !digits.endsWith("_");
  }

  private static @Nullable Double floating(String text) {
    if (!underscoresSeparate(text)) {
      return null;
    }
    String plain = text.replace("_", "");
    boolean hex = plain.contains("x") || plain.contains("X");
    if (hex && plain.indexOf('p') < 0 && plain.indexOf('P') < 0) {
      return null;
    }
    try {
      double value = Double.parseDouble(plain);
      return Double.isInfinite(value) ? null : (Double) value;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
