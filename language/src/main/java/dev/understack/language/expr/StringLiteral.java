package dev.understack.language.expr;

import dev.understack.language.LanguageException;

/** A string literal in quotes with Go's escapes. */
final class StringLiteral {
  private final String source;
  private final int start;
  private final Dialect dialect;
  private int position;

  StringLiteral(String source, int start, Dialect dialect) {
    this.source = source;
    this.start = start;
    this.dialect = dialect;
    this.position = start;
  }

  /** What the literal stands for. */
  String text() {
    return read(false);
  }

  /** As {@link #text}, each char one byte. */
  String bytes() {
    return read(true);
  }

  /** Index after the closing quote, once it was read. */
  int end() {
    return position;
  }

  private String read(boolean bytes) {
    char quote = source.charAt(position++);
    StringBuilder value = new StringBuilder();
    while (true) {
      if (position >= source.length() || source.charAt(position) == '\n') {
        throw fault(position, "literal not terminated");
      }
      char c = source.charAt(position++);
      if (c == quote) {
        return value.toString();
      }
      if (c != '\\') {
        value.append(c);
      } else {
        value.appendCodePoint(escape(quote, bytes));
      }
    }
  }

  private int escape(char quote, boolean bytes) {
    if (position >= source.length()) {
      throw fault(position, "literal not terminated");
    }
    char c = source.charAt(position++);
    return switch (c) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case '\\' -> '\\';
      case '\'', '"' -> {
        if (c != quote) {
          throw fault(position, "invalid char escape");
        }
        yield c;
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        position--;
        yield number(8, 3, 0xff);
      }
      case 'x' -> number(16, 2, 0xff);
      case 'u' -> unicode(bytes);
      case 'U' -> number(16, 8, Character.MAX_CODE_POINT);
      default -> throw fault(position, "invalid char escape");
    };
  }

  private int unicode(boolean bytes) {
    if (bytes) {
      throw fault(position, "unable to unescape string, invalid escape in bytes");
    }
    if (dialect.is117() && source.startsWith("{", position)) {
      int close = source.indexOf('}', position);
      int length = close - position - 1;
      if (length < 1 || length > 6) {
        throw fault(position, "invalid char escape");
      }
      position++;
      int value = number(16, length, Character.MAX_CODE_POINT);
      position++;
      return value;
    }
    return number(16, 4, Character.MAX_CODE_POINT);
  }

  private int number(int radix, int digits, int highest) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = position < source.length() ? Character.digit(source.charAt(position), radix) : -1;
      if (digit < 0 || source.charAt(position) > 'f') {
        throw fault(position, "invalid char escape");
      }
      value = value * radix + digit;
      position++;
    }
    boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
    if (value > highest || surrogate) {
      throw fault(start, "unable to unescape string");
    }
    return (int) value;
  }

  private LanguageException fault(int offset, String problem) {
    return new LanguageException(Expr.LANGUAGE, source, offset, problem);
  }
}
