package dev.understack.language.govaluate;

/** What a stage of an evaluation does. */
enum Symbol {
  VALUE("VALUE", 1),
  LITERAL("", 1),
  NOOP("NOOP", 0),
  EQ("=", 9),
  NEQ("!=", 9),
  GT(">", 9),
  LT("<", 9),
  GTE(">=", 9),
  LTE("<=", 9),
  REQ("=~", 9),
  NREQ("!~", 9),
  IN("in", 9),
  AND("&&", 11),
  OR("||", 12),
  PLUS("+", 5),
  MINUS("-", 5),
  BITWISE_AND("&", 6),
  BITWISE_OR("|", 6),
  BITWISE_XOR("^", 6),
  LEFT_SHIFT("<<", 7),
  RIGHT_SHIFT(">>", 7),
  MULTIPLY("*", 8),
  DIVIDE("/", 8),
  MODULUS("%", 8),
  EXPONENT("**", 4),
  NEGATE("-", 3),
  INVERT("!", 3),
  BITWISE_NOT("~", 3),
  TERNARY_TRUE("?", 10),
  TERNARY_FALSE(":", 10),
  COALESCE("??", 10),
  ACCESS("", 2),
  SEPARATE("", 13);

  private final String text;
  private final int group;

  Symbol(String text, int group) {
    this.text = text;
    this.group = group;
  }

  /** As in errors. */
  String text() {
    return text;
  }

  /** Neighbours of one group are evaluated from left to right. */
  int group() {
    return group;
  }
}
