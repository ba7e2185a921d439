package dev.understack.language.jq;

/**
 * A piece of a program.
 *
 * @param text as written; for a string its content, for a field its name
 * @param at offset of its first character
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    END,
    NAME,
    KEYWORD,
    VARIABLE,
    FIELD,
    NUMBER,
    FORMAT,
    /** A string without queries in it. */
    STRING,
    /** The quote that opens a string with queries. */
    STRING_START,
    /** Text between the queries of a string. */
    STRING_TEXT,
    /** The start of a query in a string. */
    STRING_QUERY,
    STRING_END,
    SYMBOL
  }

  boolean is(String symbol) {
    return (kind == Kind.SYMBOL || kind == Kind.KEYWORD) && text.equals(symbol);
  }

  /** The token in a message. */
  String describe() {
    return switch (kind) {
      case END -> "end of the program";
      case FIELD -> "\"." + text + "\"";
      case STRING, STRING_TEXT -> "a string";
      case STRING_START, STRING_END, STRING_QUERY -> "a part of a string";
      default -> "\"" + text + "\"";
    };
  }
}
