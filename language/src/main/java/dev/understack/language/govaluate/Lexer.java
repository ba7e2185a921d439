package dev.understack.language.govaluate;

import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntPredicate;

/** Splits a text into tokens the way govaluate does, oddities included. */
final class Lexer {
  private static final int MOST_TOKENS = 4_096;

  private final String text;
  private final int[] runes;
  private int position;

  Lexer(String text) {
    this.text = text;
    this.runes = text.codePoints().toArray();
  }

  List<Token> tokens() {
    List<Token> all = new ArrayList<>();
    TokenKind before = TokenKind.UNKNOWN;
    while (true) {
      while (position < runes.length && isSpace(runes[position])) {
        position++;
      }
      if (position == runes.length) {
        return all;
      }
      Token token = token(before);
      all.add(token);
      if (all.size() > MOST_TOKENS) {
        throw fault("expression has more than " + MOST_TOKENS + " parts", position);
      }
      before = token.kind();
    }
  }

  private Token token(TokenKind before) {
    int start = position;
    int c = runes[position];
    if (isNumeric(c)) {
      return number(start);
    }
    if (c == ',') {
      position++;
      return at(TokenKind.SEPARATOR, ",", start);
    }
    if (c == '[') {
      position++;
      String name = until(true, false, r -> r != ']');
      if (position >= runes.length) {
        throw fault("Unclosed parameter bracket", start);
      }
      position++;
      return at(TokenKind.VARIABLE, name, start);
    }
    if (Character.isLetter(c)) {
      return word(start);
    }
    if (c == '\'' || c == '"') {
      return string(start);
    }
    if (c == '(' || c == ')') {
      position++;
      return at(c == '(' ? TokenKind.CLAUSE : TokenKind.CLAUSE_CLOSE, Character.toString(c), start);
    }
    return symbol(start, before);
  }

  private Token number(int start) {
    boolean hex =
        runes[position] == '0' && position + 2 < runes.length && runes[position + 1] == 'x';
    if (hex) {
      position += 2;
      String digits = until(false, true, Lexer::isHexDigit);
      try {
        long value = Long.parseUnsignedLong(digits, 16);
        double unsigned = value >= 0 ? value : ((value >>> 1) | (value & 1)) * 2.0;
        return at(TokenKind.NUMERIC, unsigned, start);
      } catch (NumberFormatException tooLong) {
        throw fault("Unable to parse hex value '" + digits + "' to uint64", start);
      }
    }
    String digits = until(false, true, Lexer::isNumeric);
    try {
      double value = Double.parseDouble(digits);
      if (!Double.isInfinite(value)) {
        return at(TokenKind.NUMERIC, value, start);
      }
    } catch (NumberFormatException notNumber) {
      // Reported below.
    }
    throw fault("Unable to parse numeric value '" + digits + "' to float64", start);
  }

  private Token word(int start) {
    String word = until(false, true, c -> Character.isLetterOrDigit(c) || c == '_' || c == '.');
    if (word.indexOf('.') > 0) {
      return accessor(word, start);
    }
    return switch (word) {
      case "true", "false" -> at(TokenKind.BOOLEAN, Boolean.valueOf(word), start);
      case "in", "IN" -> at(TokenKind.COMPARATOR, "in", start);
      default -> at(TokenKind.VARIABLE, word, start);
    };
  }

  private Token accessor(String word, int start) {
    if (word.endsWith(".")) {
      throw fault("Hanging accessor on token '" + word + "'", start);
    }
    String[] names = word.split("\\.", -1);
    for (String name : Arrays.asList(names).subList(1, names.length)) {
      int first = name.isEmpty() ? 0 : name.codePointAt(0);
      if (Character.toUpperCase(first) != first) {
        throw fault(
            "Unable to access unexported field '" + name + "' in token '" + word + "'", start);
      }
    }
    return at(TokenKind.ACCESSOR, word, start);
  }

  private Token string(int start) {
    position++;
    String value = until(true, false, c -> c != '\'' && c != '"');
    if (position >= runes.length) {
      throw fault("Unclosed string literal", start);
    }
    position++;
    OptionalLong time = DateWords.seconds(value);
    return time.isPresent()
        ? at(TokenKind.TIME, (double) time.getAsLong(), start)
        : at(TokenKind.STRING, value, start);
  }

  private Token symbol(int start, TokenKind before) {
    String symbol = until(false, true, Lexer::isSymbol);
    if (before.canPrecede(TokenKind.PREFIX) && Token.PREFIXES.contains(symbol)) {
      return at(TokenKind.PREFIX, symbol, start);
    }
    if (Token.MODIFIERS.contains(symbol)) {
      return at(TokenKind.MODIFIER, symbol, start);
    }
    if (Token.LOGICAL.contains(symbol)) {
      return at(TokenKind.LOGICALOP, symbol, start);
    }
    if (Token.COMPARATORS.contains(symbol)) {
      return at(TokenKind.COMPARATOR, symbol, start);
    }
    if (Token.TERNARY.contains(symbol)) {
      return at(TokenKind.TERNARY, symbol, start);
    }
    throw fault("Invalid token: '" + symbol + "'", start);
  }

  /**
   * Reads while {@code condition} holds; a backslash takes the next character as it is.
   *
   * @param keepSpace whether white space belongs to what is read
   * @param breakAtSpace whether white space ends it once something was read
   */
  private String until(boolean keepSpace, boolean breakAtSpace, IntPredicate condition) {
    StringBuilder read = new StringBuilder();
    while (position < runes.length) {
      int c = runes[position++];
      if (c == '\\') {
        if (position == runes.length) {
          throw fault("Nothing to escape at the end of the expression", position - 1);
        }
        read.appendCodePoint(runes[position++]);
      } else if (isSpace(c) && breakAtSpace && !read.isEmpty()) {
        return read.toString();
      } else if (!isSpace(c) || keepSpace) {
        if (!condition.test(c)) {
          position--;
          return read.toString();
        }
        read.appendCodePoint(c);
      }
    }
    return read.toString();
  }

  private Token at(TokenKind kind, Object value, int start) {
    return new Token(kind, value, offset(start));
  }

  private LanguageException fault(String problem, int start) {
    return new LanguageException(Govaluate.LANGUAGE, text, offset(start), problem);
  }

  private int offset(int rune) {
    return text.offsetByCodePoints(0, Math.min(rune, runes.length));
  }

  private static boolean isNumeric(int c) {
    return Character.isDigit(c) || c == '.';
  }

  private static boolean isHexDigit(int c) {
    int lower = Character.toLowerCase(c);
    return Character.isDigit(c) || (lower >= 'a' && lower <= 'f');
  }

  private static boolean isSymbol(int c) {
    return !Character.isLetterOrDigit(c) && "()[]'\"".indexOf(c) < 0;
  }

  private static boolean isSpace(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }
}
