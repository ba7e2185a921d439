package dev.understack.language.kube;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of a label selector into tokens, as Kubernetes does. */
final class LabelSelectorLexer {
  enum Kind {
    IDENTIFIER,
    IN,
    NOT_IN,
    EQUALS,
    DOUBLE_EQUALS,
    NOT_EQUALS,
    GREATER,
    LESS,
    NOT,
    COMMA,
    OPEN,
    CLOSE,
    ERROR,
    END
  }

  record Token(Kind kind, String text, int offset) {
    /** The kind where a value is expected: there the words in and notin are ordinary. */
    Kind asValue() {
      return kind == Kind.IN || kind == Kind.NOT_IN ? Kind.IDENTIFIER : kind;
    }
  }

  private final String text;
  private int position;

  LabelSelectorLexer(String text) {
    this.text = text;
  }

  List<Token> tokens() {
    List<Token> all = new ArrayList<>();
    while (true) {
      while (position < text.length() && isSpace(text.charAt(position))) {
        position++;
      }
      if (position == text.length() || text.charAt(position) == 0) {
        all.add(new Token(Kind.END, "", position));
        return all;
      }
      all.add(isSpecial(text.charAt(position)) ? symbol() : word());
    }
  }

  private Token symbol() {
    int start = position;
    char next = start + 1 < text.length() ? text.charAt(start + 1) : 0;
    Kind kind =
        switch (text.charAt(start)) {
          case '(' -> Kind.OPEN;
          case ')' -> Kind.CLOSE;
          case ',' -> Kind.COMMA;
          case '>' -> Kind.GREATER;
          case '<' -> Kind.LESS;
          case '!' -> next == '=' ? Kind.NOT_EQUALS : Kind.NOT;
          case '=' -> next == '=' ? Kind.DOUBLE_EQUALS : Kind.EQUALS;
          default -> Kind.ERROR;
        };
    position += kind == Kind.NOT_EQUALS || kind == Kind.DOUBLE_EQUALS ? 2 : 1;
    return new Token(kind, text.substring(start, position), start);
  }

  private Token word() {
    int start = position;
    while (position < text.length()
        && text.charAt(position) != 0
        && !isSpace(text.charAt(position))
        && !isSpecial(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    Kind kind =
        switch (word) {
          case "in" -> Kind.IN;
          case "notin" -> Kind.NOT_IN;
          default -> Kind.IDENTIFIER;
        };
    return new Token(kind, word, start);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isSpecial(char c) {
    return "=!(),><".indexOf(c) >= 0;
  }
}
