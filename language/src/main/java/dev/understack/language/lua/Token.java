package dev.understack.language.lua;

/**
 * A piece of a script.
 *
 * @param text for names, keywords and operators as written; for strings their content
 * @param number the value of a number, else 0
 * @param line counted from 1
 */
record Token(Kind kind, String text, double number, int line, int column) {
  enum Kind {
    NAME,
    KEYWORD,
    OPERATOR,
    STRING,
    NUMBER,
    END
  }

  /** Whether this is that keyword or operator. */
  boolean is(String symbol) {
    return (kind == Kind.KEYWORD || kind == Kind.OPERATOR) && text.equals(symbol);
  }
}
