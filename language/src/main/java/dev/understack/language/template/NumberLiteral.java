package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoNumbers;
import dev.understack.language.value.GoQuote;
import java.math.BigInteger;

/** Reads numbers as they stand in templates: Go's integer, float and character literals. */
final class NumberLiteral {
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
    BigInteger integer = GoNumbers.integer(text);
    if (integer != null) {
      Long fitting = integer.bitLength() < 64 ? (Long) integer.longValue() : null;
      return new Node.Numeral(token.at(), text, fitting, integer.doubleValue());
    }
    Double floating = GoNumbers.floating(text);
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
}
