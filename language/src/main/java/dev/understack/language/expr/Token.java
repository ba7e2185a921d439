package dev.understack.language.expr;

import dev.understack.language.value.GoQuote;

/**
 * One token.
 *
 * @param text the text; for strings, what the literal stands for
 * @param offset index of its first char
 */
record Token(Kind kind, String text, int offset) {
  /** The kinds, named as in expr's errors. */
  enum Kind {
    IDENTIFIER("Identifier"),
    NUMBER("Number"),
    STRING("String"),
    BYTES("Bytes"),
    OPERATOR("Operator"),
    BRACKET("Bracket"),
    EOF("EOF");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  boolean isBracket(String bracket) {
    return kind == Kind.BRACKET && text.equals(bracket);
  }

  /** As in expr's errors. */
  String shown() {
    return text.isEmpty() ? kind.shown : kind.shown + "(" + GoQuote.quote(text, false) + ")";
  }
}
