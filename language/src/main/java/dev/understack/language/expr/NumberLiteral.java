package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import java.util.Locale;

/** Numbers in the text of an expression. */
final class NumberLiteral {
  private NumberLiteral() {}

  /** The constant that a number token stands for. */
  static Node node(String source, Token token, Dialect dialect) {
    String digits = token.text().replace("_", "");
    String lower = digits.toLowerCase(Locale.ROOT);
    Object value;
    try {
      if (lower.startsWith("0x")) {
        value = Long.parseLong(lower.substring(2), 16);
      } else if (lower.indexOf('.') >= 0 || lower.indexOf('e') >= 0) {
        value = decimal(source, token, lower);
      } else if (dialect.is117() && (lower.startsWith("0b") || lower.startsWith("0o"))) {
        value = Long.parseLong(lower.substring(2), lower.charAt(1) == 'b' ? 2 : 8);
      } else {
        value = Long.parseLong(lower);
      }
    } catch (NumberFormatException wrong) {
      throw new LanguageException(
          Expr.LANGUAGE,
          source,
          token.offset(),
          "invalid " + kind(lower) + " literal: parsing \"" + digits + "\"");
    }
    return new Node.Constant(value, token.offset());
  }

  private static double decimal(String source, Token token, String digits) {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      throw new LanguageException(
          Expr.LANGUAGE, source, token.offset(), "float literal is too large");
    }
    return value;
  }

  private static String kind(String digits) {
    if (digits.startsWith("0x")) {
      return "hex";
    }
    if (digits.indexOf('.') >= 0 || digits.indexOf('e') >= 0) {
      return "float";
    }
    return digits.startsWith("0b") ? "binary" : digits.startsWith("0o") ? "octal" : "integer";
  }
}
