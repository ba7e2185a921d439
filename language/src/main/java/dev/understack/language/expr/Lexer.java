package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Splits an expression into tokens. */
final class Lexer {
  private static final Set<String> WORD_OPERATORS =
      Set.of("in", "or", "and", "matches", "contains", "startsWith", "endsWith", "let", "not");

  private final String text;
  private final Dialect dialect;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /** All tokens, the last one EOF. */
  static List<Token> tokens(String text, Dialect dialect) {
    Lexer lexer = new Lexer(text, dialect);
    while (lexer.position < text.length()) {
      lexer.token();
    }
    lexer.tokens.add(new Token(Kind.EOF, "", Math.max(0, text.length() - 1)));
    return lexer.tokens;
  }

  private void token() {
    int start = position;
    int c = text.codePointAt(position);
    if (isSpace(c)) {
      position += Character.charCount(c);
    } else if (c == '\'' || c == '"') {
      string(start);
    } else if (c == '`' && dialect.is117()) {
      rawString();
    } else if ((c == 'b' || c == 'B') && isQuote(start + 1) && dialect.is117()) {
      position++;
      StringLiteral literal = new StringLiteral(text, position, dialect);
      tokens.add(new Token(Kind.BYTES, literal.bytes(), start));
      position = literal.end();
    } else if (isDigit(c) || (c == '.' && isDigit(peek(start + 1)))) {
      number();
    } else if (isWordPart(c)) {
      word();
    } else if (text.startsWith("//", start)) {
      int end = text.indexOf('\n', start);
      position = end < 0 ? text.length() : end + 1;
    } else if (text.startsWith("/*", start)) {
      int end = text.indexOf("*/", start + 2);
      if (end < 0) {
        throw fault(text.length(), "unclosed comment");
      }
      position = end + 2;
    } else if ("()[]{}".indexOf(c) >= 0) {
      emit(Kind.BRACKET, 1);
    } else {
      operator(c);
    }
  }

  private void operator(int c) {
    String following =
        switch (c) {
          case '?' -> ".?";
          case '|' -> "|";
          case ':' -> dialect.is117() ? ":" : "";
          case '.' -> ".";
          case '#' -> "#";
          case '&', '!', '=', '*', '<', '>' -> "&=*";
          case ',', ';', '%', '+', '-', '^', '/' -> "";
          default ->
              throw fault(
                  position,
                  String.format("unrecognized character: U+%04X '%s'", c, Character.toString(c)));
        };
    char next = peek(position + 1);
    emit(Kind.OPERATOR, next != 0 && following.indexOf(next) >= 0 ? 2 : 1);
    if (c == '#' && isWordPart(peek(position))) {
      int start = position;
      skipWord();
      tokens.add(new Token(Kind.IDENTIFIER, text.substring(start, position), start));
    }
  }

  private void word() {
    int start = position;
    skipWord();
    String word = text.substring(start, position);
    boolean conditional = dialect.is117() && (word.equals("if") || word.equals("else"));
    Kind kind = conditional || WORD_OPERATORS.contains(word) ? Kind.OPERATOR : Kind.IDENTIFIER;
    tokens.add(new Token(kind, word, start));
  }

  private void skipWord() {
    while (position < text.length() && isWordPart(text.codePointAt(position))) {
      position += Character.charCount(text.codePointAt(position));
    }
  }

  private void number() {
    int start = position;
    String digits = "0123456789_";
    if (accept("0")) {
      if (accept("xX")) {
        digits = "0123456789abcdefABCDEF_";
      } else if (accept("oO")) {
        digits = "01234567_";
      } else if (accept("bB")) {
        digits = "01_";
      }
    }
    acceptRun(digits);
    int whole = position;
    boolean range = false;
    if (accept(".")) {
      range = peek(position) == '.';
      if (range) {
        position = whole;
      } else {
        acceptRun(digits);
      }
    }
    if (!range) {
      if (accept("eE")) {
        accept("+-");
        acceptRun(digits);
      }
      if (position < text.length() && isWordPart(text.codePointAt(position))) {
        position++;
        throw fault(position - 1, "bad number syntax: \"" + text.substring(start, position) + "\"");
      }
    }
    tokens.add(new Token(Kind.NUMBER, text.substring(start, position), start));
  }

  private void string(int start) {
    StringLiteral literal = new StringLiteral(text, start, dialect);
    tokens.add(new Token(Kind.STRING, literal.text(), start));
    position = literal.end();
  }

  /** Between backticks everything is literal; two backticks stand for one. */
  private void rawString() {
    int start = position++;
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != '`') {
        value.append(c);
      } else if (peek(position) == '`') {
        value.append('`');
        position++;
      } else {
        tokens.add(new Token(Kind.STRING, value.toString(), start));
        return;
      }
    }
    throw fault(text.length(), "literal not terminated");
  }

  private void emit(Kind kind, int length) {
    tokens.add(new Token(kind, text.substring(position, position + length), position));
    position += length;
  }

  private boolean accept(String chars) {
    char c = peek(position);
    boolean accepted = c != 0 && chars.indexOf(c) >= 0;
    position += accepted ? 1 : 0;
    return accepted;
  }

  private void acceptRun(String chars) {
    while (accept(chars)) {}
  }

  private char peek(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private boolean isQuote(int index) {
    return peek(index) == '\'' || peek(index) == '"';
  }

  private LanguageException fault(int offset, String problem) {
    return new LanguageException(Expr.LANGUAGE, text, offset, problem);
  }

  static boolean isWord(String text) {
    return !text.isEmpty()
        && !Character.isDigit(text.codePointAt(0))
        && text.codePoints().allMatch(Lexer::isWordPart);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(int c) {
    return c == '_' || c == '$' || Character.isLetter(c) || Character.isDigit(c);
  }

  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }
}
