package dev.understack.language.jq;

import dev.understack.language.LanguageException;
import java.util.List;
import java.util.Set;

/** Cuts a program into tokens, one at a time. */
final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "or", "and", "module", "import", "include", "def", "as", "label", "break", "null", "true",
          "false", "if", "then", "elif", "else", "end", "try", "catch", "reduce", "foreach");
  private static final List<String> SYMBOLS =
      List.of("?//", "//=", "..", "|=", "+=", "-=", "*=", "/=", "%=", "==", "!=", ">=", "<=", "//");

  private final String text;
  private int at;
  private boolean inString;

  Lexer(String text) {
    this.text = text;
  }

  /** Whether all of {@code text} is a number as the function tonumber reads one. */
  static boolean isNumber(String text) {
    int start = !text.isEmpty() && (text.charAt(0) == '+' || text.charAt(0) == '-') ? 1 : 0;
    int first = text.startsWith(".", start) ? start + 1 : start;
    if (first >= text.length() || !isDigit(text.charAt(first))) {
      return false;
    }
    Lexer lexer = new Lexer(text);
    lexer.at = start;
    return lexer.scanNumber() && lexer.at == text.length();
  }

  /** The tokens after this one are of the string around a query whose parenthesis has closed. */
  void resumeString() {
    inString = true;
  }

  Token next() {
    if (inString) {
      return stringPart();
    }
    skipSpace();
    if (at >= text.length()) {
      return new Token(Token.Kind.END, "", text.length());
    }
    int start = at;
    char c = text.charAt(at);
    if (isNameStart(c)) {
      String name = name();
      return new Token(KEYWORDS.contains(name) ? Token.Kind.KEYWORD : Token.Kind.NAME, name, start);
    }
    char following = at + 1 < text.length() ? text.charAt(at + 1) : 0;
    if (isDigit(c) || (c == '.' && isDigit(following))) {
      return number();
    }
    if (c == '"') {
      return string();
    }
    if (c == '.' && isNameStart(following)) {
      at++;
      return new Token(Token.Kind.FIELD, plainName(), start);
    }
    if (c == '$' && isNameStart(following)) {
      at++;
      return new Token(Token.Kind.VARIABLE, "$" + name(), start);
    }
    if (c == '@' && (isNameStart(following) || isDigit(following))) {
      at++;
      return new Token(Token.Kind.FORMAT, "@" + plainName(), start);
    }
    return symbol(start);
  }

  private Token symbol(int start) {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, start);
      }
    }
    at += Character.charCount(text.codePointAt(at));
    return new Token(Token.Kind.SYMBOL, text.substring(start, at), start);
  }

  private void skipSpace() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        skipComment();
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        return;
      }
      at++;
      if (c == '\\' && at < text.length()) {
        char escaped = text.charAt(at);
        if (escaped == '\\' || escaped == '\n') {
          at++;
        } else if (escaped == '\r') {
          at += text.startsWith("\n", at + 1) ? 2 : 1;
        }
      }
    }
  }

  private String plainName() {
    int start = at;
    while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return text.substring(start, at);
  }

  /** A name, with the module before it if there is one. */
  private String name() {
    int start = at;
    String name = plainName();
    if (text.startsWith("::", at) && at + 2 < text.length() && isNameStart(text.charAt(at + 2))) {
      at += 2;
      plainName();
      return text.substring(start, at);
    }
    return name;
  }

  private Token number() {
    int start = at;
    if (!scanNumber()) {
      throw fault(start, "invalid number: expected digits and at most one point and exponent");
    }
    return new Token(Token.Kind.NUMBER, text.substring(start, at), start);
  }

  private boolean scanNumber() {
    int start = at;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      if (at >= text.length() || !isDigit(text.charAt(at))) {
        return false;
      }
      skipDigits();
    }
    return at >= text.length() || (!isNameStart(text.charAt(at)) && !isSecondPoint(start));
  }

  /** Whether a point follows a number that already has one; behind an exponent it is a path. */
  private boolean isSecondPoint(int start) {
    String number = text.substring(start, at);
    return text.charAt(at) == '.'
        && number.indexOf('.') >= 0
        && number.indexOf('e') < 0
        && number.indexOf('E') < 0;
  }

  private void skipDigits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private Token string() {
    int start = at;
    int end = StringContent.end(text, at + 1);
    if (text.charAt(end) != '"') {
      inString = true;
      at++;
      return new Token(Token.Kind.STRING_START, "\"", start);
    }
    at = end + 1;
    return new Token(Token.Kind.STRING, StringContent.decode(text, start + 1, end), start);
  }

  private Token stringPart() {
    int start = at;
    int end = StringContent.end(text, at);
    if (end > start) {
      at = end;
      return new Token(Token.Kind.STRING_TEXT, StringContent.decode(text, start, end), start);
    }
    inString = false;
    if (text.charAt(at) == '"') {
      at++;
      return new Token(Token.Kind.STRING_END, "\"", start);
    }
    at += 2;
    return new Token(Token.Kind.STRING_QUERY, "\\(", start);
  }

  private LanguageException fault(int place, String problem) {
    return new LanguageException(Jq.LANGUAGE, text, place, problem);
  }

  static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
