package dev.understack.language.expr;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operators between two operands. */
enum Operator {
  PIPE("|", 0),
  OR("or", 10),
  OR_SIGN("||", 10),
  AND("and", 15),
  AND_SIGN("&&", 15),
  EQUAL("==", 20),
  NOT_EQUAL("!=", 20),
  LESS("<", 20),
  MORE(">", 20),
  MORE_OR_EQUAL(">=", 20),
  LESS_OR_EQUAL("<=", 20),
  IN("in", 20),
  MATCHES("matches", 20),
  CONTAINS("contains", 20),
  STARTS_WITH("startsWith", 20),
  ENDS_WITH("endsWith", 20),
  RANGE("..", 25),
  PLUS("+", 30),
  MINUS("-", 30),
  TIMES("*", 60),
  DIVIDED("/", 60),
  MODULO("%", 60),
  POWER("**", 100),
  CARET("^", 100),
  COALESCE("??", 500);

  private static final Map<String, Operator> BY_TEXT = new HashMap<>();

  static {
    for (Operator operator : values()) {
      BY_TEXT.put(operator.text, operator);
    }
  }

  private final String text;
  private final int precedence;

  Operator(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  static @Nullable Operator of(Token token) {
    return token.kind() == Token.Kind.OPERATOR ? BY_TEXT.get(token.text()) : null;
  }

  String text() {
    return text;
  }

  int precedence() {
    return precedence;
  }

  boolean isRightAssociative() {
    return this == POWER || this == CARET;
  }

  boolean isComparison() {
    return this == LESS || this == MORE || this == MORE_OR_EQUAL || this == LESS_OR_EQUAL;
  }

  /** Whether {@code not} may stand before it. */
  boolean isNegatable() {
    return switch (this) {
      case IN, MATCHES, CONTAINS, STARTS_WITH, ENDS_WITH -> true;
      default -> false;
    };
  }
}
