package dev.understack.language.template;

import dev.understack.language.template.Token.Kind;
import dev.understack.language.value.GoQuote;
import java.util.Locale;
import java.util.Map;

/** Cuts a template into tokens, one per call. */
final class Lexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final int MARKER = 2;
  private static final int END = -1;
  private static final Map<String, Kind> KEYWORDS =
      Map.ofEntries(
          Map.entry("block", Kind.BLOCK),
          Map.entry("break", Kind.BREAK),
          Map.entry("continue", Kind.CONTINUE),
          Map.entry("define", Kind.DEFINE),
          Map.entry("else", Kind.ELSE),
          Map.entry("end", Kind.END),
          Map.entry("if", Kind.IF),
          Map.entry("nil", Kind.NIL),
          Map.entry("range", Kind.RANGE),
          Map.entry("template", Kind.TEMPLATE),
          Map.entry("with", Kind.WITH));

  private String input;
  private int at;
  private int start;
  private int line = 1;
  private int startLine = 1;
  private boolean insideAction;
  private int parens;

  Lexer(String input) {
    this.input = input;
  }

  Token next() {
    return insideAction ? insideAction() : text();
  }

  private Token text() {
    while (true) {
      int delimiter = input.indexOf(LEFT, at);
      if (delimiter < 0) {
        at = input.length();
        return at > start ? token(Kind.TEXT) : token(Kind.EOF);
      }
      int end = delimiter;
      if (hasLeftTrimMarker(delimiter + LEFT.length())) {
        while (end > start && isSpace(input.charAt(end - 1))) {
          end--;
        }
      }
      at = end;
      Token text = token(Kind.TEXT);
      at = delimiter;
      skip();
      if (!text.text().isEmpty()) {
        return text;
      }
      int content = at + LEFT.length();
      boolean trim = hasLeftTrimMarker(content);
      int afterMarker = content + (trim ? MARKER : 0);
      if (!input.startsWith("/*", afterMarker)) {
        return leftDelimiter(content, afterMarker);
      }
      at = afterMarker;
      skip();
      String problem = comment();
      if (!problem.isEmpty()) {
        return error(problem);
      }
    }
  }

  private Token leftDelimiter(int content, int afterMarker) {
    at = content;
    Token token = token(Kind.LEFT_DELIM);
    insideAction = true;
    at = afterMarker;
    skip();
    parens = 0;
    return token;
  }

  /** Skips a comment; the problem, or "" when it is well formed. */
  private String comment() {
    int close = input.indexOf("*/", at + 2);
    if (close < 0) {
      return "unclosed comment";
    }
    at = close + 2;
    boolean trim = hasRightTrimMarker(at) && input.startsWith(RIGHT, at + MARKER);
    if (!trim && !input.startsWith(RIGHT, at)) {
      return "comment ends before closing delimiter";
    }
    at += (trim ? MARKER : 0) + RIGHT.length();
    skipSpaces(trim);
    skip();
    return "";
  }

  private Token rightDelimiter() {
    boolean trim = atTrimmedRightDelimiter();
    if (trim) {
      at += MARKER;
      skip();
    }
    at += RIGHT.length();
    Token token = token(Kind.RIGHT_DELIM);
    skipSpaces(trim);
    skip();
    insideAction = false;
    return token;
  }

  private void skipSpaces(boolean wanted) {
    while (wanted && at < input.length() && isSpace(input.charAt(at))) {
      at++;
    }
  }

  private Token insideAction() {
    if (atTrimmedRightDelimiter() || input.startsWith(RIGHT, at)) {
      return parens == 0 ? rightDelimiter() : error("unclosed left paren");
    }
    int c = peek();
    if (c == END) {
      return error("unclosed action");
    }
    if (isSpace(c)) {
      return space();
    }
    if (c == '.' && !digitFollows()) {
      at++;
      return fieldOrVariable(Kind.FIELD);
    }
    if (c == '.' || c == '+' || c == '-' || (c >= '0' && c <= '9')) {
      return number();
    }
    if (isAlphaNumeric(c)) {
      return identifier();
    }
    advance();
    return switch (c) {
      case '=' -> token(Kind.ASSIGN);
      case ':' -> advance() == '=' ? token(Kind.DECLARE) : error("expected :=");
      case '|' -> token(Kind.PIPE);
      case '"' -> quoted('"', Kind.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Kind.CHAR_CONSTANT, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> fieldOrVariable(Kind.VARIABLE);
      case '(' -> {
        parens++;
        yield token(Kind.LEFT_PAREN);
      }
      case ')' -> --parens < 0 ? error("unexpected right paren") : token(Kind.RIGHT_PAREN);
      default ->
          c > ' ' && c < 0x7f
              ? token(Kind.CHAR)
              : error("unrecognized character in action: " + named(c));
    };
  }

  private Token space() {
    int spaces = 0;
    while (at < input.length() && isSpace(input.charAt(at))) {
      at++;
      spaces++;
    }
    // The last space may belong to a trim marker.
    if (hasRightTrimMarker(at - 1) && input.startsWith(RIGHT, at - 1 + MARKER)) {
      at--;
      if (spaces == 1) {
        return rightDelimiter();
      }
    }
    return token(Kind.SPACE);
  }

  private Token identifier() {
    while (isAlphaNumeric(peek())) {
      advance();
    }
    if (!atTerminator()) {
      return error("bad character " + named(peek()));
    }
    String word = input.substring(start, at);
    Kind keyword = KEYWORDS.get(word);
    if (keyword != null) {
      return token(keyword);
    }
    return token(word.equals("true") || word.equals("false") ? Kind.BOOL : Kind.IDENTIFIER);
  }

  private Token fieldOrVariable(Kind kind) {
    if (atTerminator()) {
      return token(kind == Kind.VARIABLE ? kind : Kind.DOT);
    }
    while (isAlphaNumeric(peek())) {
      advance();
    }
    return atTerminator() ? token(kind) : error("bad character " + named(peek()));
  }

  private Token quoted(char quote, Kind kind, String unterminated) {
    while (true) {
      int c = advance();
      if (c == '\\') {
        c = advance();
        if (c != END && c != '\n') {
          continue;
        }
      }
      if (c == END || c == '\n') {
        return error(unterminated);
      }
      if (c == quote) {
        return token(kind);
      }
    }
  }

  private Token rawString() {
    int close = input.indexOf('`', at);
    if (close < 0) {
      at = input.length();
      return error("unterminated raw quoted string");
    }
    at = close + 1;
    return token(Kind.RAW_STRING);
  }

  private Token number() {
    boolean good = scanNumber();
    if (good && (peek() == '+' || peek() == '-')) {
      good = scanNumber() && input.charAt(at - 1) == 'i';
      if (good) {
        return token(Kind.COMPLEX);
      }
    }
    return good
        ? token(Kind.NUMBER)
        : error("bad number syntax: " + quote(input.substring(start, at)));
  }

  private boolean scanNumber() {
    accept("+-");
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
    if (accept(".")) {
      acceptRun(digits);
    }
    boolean decimal = digits.length() == 11;
    boolean hex = digits.length() == 23;
    if ((decimal && accept("eE")) || (hex && accept("pP"))) {
      accept("+-");
      acceptRun("0123456789_");
    }
    accept("i");
    if (isAlphaNumeric(peek())) {
      advance();
      return false;
    }
    return true;
  }

  private boolean accept(String valid) {
    if (at < input.length() && valid.indexOf(input.charAt(at)) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  private void acceptRun(String valid) {
    while (accept(valid)) {
      // accept moves on
    }
  }

  private boolean atTerminator() {
    int c = peek();
    return c == END || isSpace(c) || ".,|:)(".indexOf(c) >= 0 || input.startsWith(RIGHT, at);
  }

  private boolean atTrimmedRightDelimiter() {
    return hasRightTrimMarker(at) && input.startsWith(RIGHT, at + MARKER);
  }

  private boolean digitFollows() {
    return at + 1 < input.length() && input.charAt(at + 1) >= '0' && input.charAt(at + 1) <= '9';
  }

  private boolean hasLeftTrimMarker(int i) {
    return i + 1 < input.length() && input.charAt(i) == '-' && isSpace(input.charAt(i + 1));
  }

  private boolean hasRightTrimMarker(int i) {
    return i + 1 < input.length() && isSpace(input.charAt(i)) && input.charAt(i + 1) == '-';
  }

  private int peek() {
    return at < input.length() ? input.codePointAt(at) : END;
  }

  private int advance() {
    int c = peek();
    at += c == END ? 0 : Character.charCount(c);
    return c;
  }

  private Token token(Kind kind) {
    Token token = new Token(kind, start, kind == Kind.EOF ? "EOF" : pending(), startLine);
    skip();
    return token;
  }

  private String pending() {
    return input.substring(start, at);
  }

  /** Ends the scan: the next token is the end of the template. */
  private Token error(String problem) {
    Token token = new Token(Kind.ERROR, start, problem, startLine);
    input = "";
    at = 0;
    start = 0;
    insideAction = false;
    return token;
  }

  private void skip() {
    for (int i = start; i < at; i++) {
      line += input.charAt(i) == '\n' ? 1 : 0;
    }
    start = at;
    startLine = line;
  }

  private static boolean isSpace(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isAlphaNumeric(int c) {
    return c == '_' || (c != END && (Character.isLetter(c) || Character.isDigit(c)));
  }

  private static String quote(String text) {
    return GoQuote.quote(text, false);
  }

  private static String named(int c) {
    int shown = c == END ? -1 : c;
    String code = shown < 0 ? "U+FFFFFFFFFFFFFFFF" : String.format(Locale.ROOT, "U+%04X", shown);
    boolean print = shown >= 0 && GoQuote.isPrint(shown);
    return print ? code + " '" + Character.toString(shown) + "'" : code;
  }
}
