package dev.understack.language.lua;

import dev.understack.language.lua.Token.Kind;
import dev.understack.language.value.GoNumbers;
import java.util.Set;

/** Cuts a script, one byte per char, into tokens. */
final class Lexer {
  private static final char END = 0xffff;
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "false",
          "for",
          "function",
          "goto",
          "if",
          "in",
          "local",
          "nil",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "true",
          "until",
          "while");

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private int tokenColumn;

  Lexer(String text) {
    this.text = text;
  }

  Token next() {
    skipSpaceAndComments();
    tokenColumn = at - lineStart + 1;
    char c = peek(0);
    if (c == END && at >= text.length()) {
      return token(Kind.END, "");
    }
    if (isNamePart(c) && !isDigit(c)) {
      return name();
    }
    if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      return number();
    }
    if (c == '"' || c == '\'') {
      return string(c);
    }
    if (c == '[' && (peek(1) == '[' || peek(1) == '=')) {
      int startLine = line;
      String content = longBracket("string");
      return new Token(Kind.STRING, content, 0, startLine, tokenColumn);
    }
    return operator();
  }

  private Token token(Kind kind, String content) {
    return new Token(kind, content, 0, line, tokenColumn);
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  private void skipSpaceAndComments() {
    while (at < text.length()) {
      char c = peek(0);
      if (c == '\n') {
        at++;
        newLine();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        at++;
      } else if (c == '-' && peek(1) == '-') {
        at += 2;
        if (peek(0) == '[' && (peek(1) == '[' || peek(1) == '=')) {
          longBracket("comment");
        } else {
          while (at < text.length() && peek(0) != '\n') {
            at++;
          }
        }
      } else {
        return;
      }
    }
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  private Token name() {
    int from = at;
    while (isNamePart(peek(0))) {
      at++;
    }
    String word = text.substring(from, at);
    return token(KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.NAME, word);
  }

  private Token number() {
    int from = at;
    if (peek(0) == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at += 2;
      while (Character.digit(peek(0), 16) >= 0 && peek(0) < 0x80) {
        at++;
      }
    } else {
      skipDigits();
      if (peek(0) == '.') {
        at++;
        skipDigits();
      }
      if (peek(0) == 'e' || peek(0) == 'E') {
        at++;
        if (peek(0) == '+' || peek(0) == '-') {
          at++;
        }
        skipDigits();
      }
    }
    String digits = text.substring(from, at);
    String plain = digits.matches("0[0-9]+.*") ? digits.replaceFirst("^0+(?=[0-9])", "") : digits;
    Double value = LuaText.number(plain);
    if (value == null) {
      // Larger than any number: infinite, as Go reads it.
      if (GoNumbers.floating(plain.replaceFirst("[eE].*$", "")) == null) {
        throw fault("malformed number", digits);
      }
      value = plain.contains("e-") || plain.contains("E-") ? 0.0 : Double.POSITIVE_INFINITY;
    }
    return new Token(Kind.NUMBER, digits, value, line, tokenColumn);
  }

  private void skipDigits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  private Token string(char quote) {
    int startLine = line;
    StringBuilder out = new StringBuilder();
    at++;
    while (peek(0) != quote) {
      char c = peek(0);
      if (at >= text.length() || c == '\n' || c == '\r') {
        throw fault("unterminated string", out.toString());
      }
      at++;
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
    at++;
    return new Token(Kind.STRING, out.toString(), 0, startLine, tokenColumn);
  }

  private void escape(StringBuilder out) {
    if (at >= text.length()) {
      throw fault("unterminated string", out.toString());
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'a' -> out.append((char) 7);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'v' -> out.append((char) 11);
      case '\n' -> {
        newLine();
        out.append('\n');
      }
      default -> {
        if (!isDigit(c)) {
          out.append(c);
          return;
        }
        int value = c - '0';
        for (int i = 0; i < 2 && isDigit(peek(0)); i++) {
          value = value * 10 + (text.charAt(at++) - '0');
        }
        out.append((char) (value & 0xff));
      }
    }
  }

  /** Reads {@code [[...]]} or {@code [=[...]=]}. */
  private String longBracket(String what) {
    int level = 0;
    at++;
    while (peek(0) == '=') {
      level++;
      at++;
    }
    if (peek(0) != '[') {
      throw fault("invalid multiline " + what, String.valueOf(peek(0)));
    }
    at++;
    if (peek(0) == '\r') {
      at++;
    }
    if (peek(0) == '\n') {
      at++;
      newLine();
    }
    String close = "]" + "=".repeat(level) + "]";
    int end = text.indexOf(close, at);
    if (end < 0) {
      throw fault("unterminated multiline " + what, "");
    }
    String content = text.substring(at, end);
    while (at < end) {
      if (text.charAt(at++) == '\n') {
        newLine();
      }
    }
    at = end + close.length();
    return content;
  }

  private Token operator() {
    for (int length = 3; length > 0; length--) {
      if (at + length <= text.length()) {
        String symbol = text.substring(at, at + length);
        if (isOperator(symbol)) {
          at += length;
          return token(Kind.OPERATOR, symbol);
        }
      }
    }
    throw fault("Invalid token", String.valueOf(peek(0)));
  }

  private static boolean isOperator(String symbol) {
    return switch (symbol) {
      case "...", "..", "==", "~=", "<=", ">=", "::" -> true;
      case "+", "-", "*", "/", "%", "^", "#", "<", ">", "=", "(", ")", "{", "}" -> true;
      case "[", "]", ";", ":", ",", "." -> true;
      default -> false;
    };
  }

  private LuaSyntaxException fault(String problem, String near) {
    return new LuaSyntaxException(line, at - lineStart, near, problem);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || isDigit(c);
  }
}
