package dev.understack.language.template;

import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;

/**
 * A piece of a template.
 *
 * @param at index of its first char
 * @param text the piece as written; for ERROR the problem
 * @param line counted from 1
 */
record Token(Kind kind, int at, String text, int line) {
  private static final int SHOWN = 10;

  /** What a piece is; the keywords come after DOT. */
  enum Kind {
    ERROR,
    ASSIGN,
    BOOL,
    CHAR,
    CHAR_CONSTANT,
    COMPLEX,
    DECLARE,
    EOF,
    FIELD,
    IDENTIFIER,
    LEFT_DELIM,
    LEFT_PAREN,
    NUMBER,
    PIPE,
    RAW_STRING,
    RIGHT_DELIM,
    RIGHT_PAREN,
    SPACE,
    STRING,
    TEXT,
    VARIABLE,
    DOT,
    BLOCK,
    BREAK,
    CONTINUE,
    DEFINE,
    ELSE,
    END,
    IF,
    NIL,
    RANGE,
    TEMPLATE,
    WITH;

    boolean isKeyword() {
      return compareTo(DOT) > 0;
    }
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** As errors show it. */
  @Override
  public String toString() {
    if (kind == Kind.EOF) {
      return "EOF";
    }
    if (kind == Kind.ERROR) {
      return text;
    }
    if (kind.isKeyword() || kind == Kind.DOT) {
      return kind == Kind.DOT ? "<.>" : "<" + text + ">";
    }
    if (GoText.length(text) > SHOWN) {
      int end = text.offsetByCodePoints(0, Math.min(SHOWN, GoText.runes(text)));
      return GoQuote.quote(text.substring(0, end), false) + "...";
    }
    return GoQuote.quote(text, false);
  }
}
