package dev.understack.language.value;

import dev.understack.language.FunctionException;
import java.util.Locale;

/** Go's quoted strings and characters, as {@code strconv} writes and reads them. */
public final class GoQuote {
  private static final String INVALID = "invalid syntax";

  private GoQuote() {}

  /** A string in double quotes; {@code ascii} escapes all other characters. */
  public static String quote(String text, boolean ascii) {
    return quoted(text, '"', ascii);
  }

  /** A character in single quotes. */
  public static String quoteRune(int rune, boolean ascii) {
    int c = Character.isValidCodePoint(rune) && !isSurrogate(rune) ? rune : 0xFFFD;
    return quoted(Character.toString(c), '\'', ascii);
  }

  private static String quoted(String text, char quote, boolean ascii) {
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints().forEach(c -> escape(out, c, quote, ascii));
    return out.append(quote).toString();
  }

  private static void escape(StringBuilder out, int c, char quote, boolean ascii) {
    if (c == quote || c == '\\') {
      out.append('\\').appendCodePoint(c);
    } else if (GoText.isRaw(c)) {
      out.append(String.format(Locale.ROOT, "\\x%02x", GoText.rawByte(c)));
    } else if (isPrint(c) && !(ascii && c >= 0x80)) {
      out.appendCodePoint(c);
    } else {
      out.append(escaped(c));
    }
  }

  private static String escaped(int c) {
    return switch (c) {
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case 11 -> "\\v";
      default -> {
        if (c < ' ' || c == 0x7f) {
          yield String.format(Locale.ROOT, "\\x%02x", c);
        }
        int shown = isSurrogate(c) ? 0xFFFD : c;
        yield shown < 0x10000
            ? String.format(Locale.ROOT, "\\u%04x", shown)
            : String.format(Locale.ROOT, "\\U%08x", shown);
      }
    };
  }

  /**
   * Whether Go prints a character as it is: letters, marks, numbers, punctuation, symbols, space.
   */
  public static boolean isPrint(int c) {
    if (c == ' ') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SPACE_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Whether a string can stand unchanged between backquotes on one line. */
  public static boolean canBackquote(String text) {
    return text.codePoints()
        .noneMatch(
            c -> c == '`' || c == 0x7f || c == 0xFEFF || (c < ' ' && c != '\t') || GoText.isRaw(c));
  }

  /**
   * The string of a literal in double quotes or backquotes.
   *
   * @throws FunctionException with Go's text when the literal is malformed
   */
  public static String unquote(String literal) {
    int end = literal.length() - 1;
    if (end < 1 || literal.charAt(0) != literal.charAt(end)) {
      throw new FunctionException(INVALID);
    }
    String body = literal.substring(1, end);
    if (literal.charAt(0) == '`') {
      return body.replace("\r", "");
    }
    StringBuilder out = new StringBuilder(body.length());
    Escapes escapes = new Escapes(body, literal.charAt(0));
    while (!escapes.atEnd()) {
      escapes.appendTo(out);
    }
    return GoText.of(GoText.bytes(out.toString()));
  }

  /**
   * The character of a literal in single quotes.
   *
   * @throws FunctionException when it is malformed
   */
  public static int unquoteRune(String literal) {
    Escapes escapes = new Escapes(literal.substring(1), '\'');
    if (escapes.atEnd()) {
      throw new FunctionException(INVALID);
    }
    int rune = escapes.next();
    if (!escapes.rest().equals("'")) {
      throw new FunctionException("malformed character constant: " + literal);
    }
    return rune;
  }

  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  /** A reader of the characters of a quoted literal. */
  private static final class Escapes {
    private final String text;
    private final char quote;
    private int at;
    private boolean isByte;

    Escapes(String text, char quote) {
      this.text = text;
      this.quote = quote;
    }

    boolean atEnd() {
      return at >= text.length();
    }

    String rest() {
      return text.substring(at);
    }

    void appendTo(StringBuilder out) {
      int c = next();
      out.appendCodePoint(isByte && c >= 0x80 ? 0xDC00 + c : c);
    }

    int next() {
      isByte = false;
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (c == quote || c == '\n') {
        throw new FunctionException(INVALID);
      }
      return c == '\\' ? escape() : c;
    }

    private int escape() {
      if (atEnd()) {
        throw new FunctionException(INVALID);
      }
      char c = text.charAt(at++);
      return switch (c) {
        case 'a' -> 7;
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'n' -> '\n';
        case 'r' -> '\r';
        case 't' -> '\t';
        case 'v' -> 11;
        case '\\' -> '\\';
        case 'x' -> {
          isByte = true;
          yield digits(2, 16);
        }
        case 'u' -> rune(digits(4, 16));
        case 'U' -> rune(digits(8, 16));
        case '0', '1', '2', '3', '4', '5', '6', '7' -> {
          at--;
          isByte = true;
          int value = digits(3, 8);
          if (value > 255) {
            throw new FunctionException(INVALID);
          }
          yield value;
        }
        default -> {
          if (c != quote) {
            throw new FunctionException(INVALID);
          }
          yield c;
        }
      };
    }

    private int digits(int count, int radix) {
      if (at + count > text.length()) {
        throw new FunctionException(INVALID);
      }
      long value = 0;
      for (int i = 0; i < count; i++) {
        int digit = Character.digit(text.charAt(at++), radix);
        if (digit < 0) {
          throw new FunctionException(INVALID);
        }
        value = value * radix + digit;
      }
      return value > Character.MAX_CODE_POINT ? -1 : (int) value;
    }

    private int rune(int value) {
      if (value < 0 || isSurrogate(value)) {
        throw new FunctionException(INVALID);
      }
      return value;
    }
  }
}
