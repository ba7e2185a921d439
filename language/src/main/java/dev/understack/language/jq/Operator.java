package dev.understack.language.jq;

/** Operators between two expressions, with how tightly they bind. */
enum Operator {
  ALTERNATIVE("//", 1),
  ASSIGN("=", 2),
  MODIFY("|=", 2),
  UPDATE_ADD("+=", 2),
  UPDATE_SUBTRACT("-=", 2),
  UPDATE_MULTIPLY("*=", 2),
  UPDATE_DIVIDE("/=", 2),
  UPDATE_MODULO("%=", 2),
  UPDATE_ALTERNATIVE("//=", 2),
  OR("or", 3),
  AND("and", 4),
  EQUAL("==", 5),
  NOT_EQUAL("!=", 5),
  LESS("<", 5),
  LESS_OR_EQUAL("<=", 5),
  GREATER(">", 5),
  GREATER_OR_EQUAL(">=", 5),
  ADD("+", 6),
  SUBTRACT("-", 6),
  MULTIPLY("*", 7),
  DIVIDE("/", 7),
  MODULO("%", 7);

  private final String text;
  private final int precedence;

  Operator(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  String text() {
    return text;
  }

  int precedence() {
    return precedence;
  }

  /** Whether {@code a op b op c} groups to the right. */
  boolean isRightAssociative() {
    return this == ALTERNATIVE;
  }

  /** Whether {@code a op b op c} is an error. */
  boolean isChainable() {
    return precedence != ASSIGN.precedence && precedence != EQUAL.precedence;
  }

  /** The operator between old and new value that an update applies. */
  Operator applied() {
    return switch (this) {
      case UPDATE_ADD -> ADD;
      case UPDATE_SUBTRACT -> SUBTRACT;
      case UPDATE_MULTIPLY -> MULTIPLY;
      case UPDATE_DIVIDE -> DIVIDE;
      case UPDATE_MODULO -> MODULO;
      case UPDATE_ALTERNATIVE -> ALTERNATIVE;
      default -> throw new IllegalArgumentException(text + " is not an update");
    };
  }
}
