package dev.understack.language.gjson;

/** Finds where values of a JSON text end without reading what is inside them. */
final class JsonScan {
  private JsonScan() {}

  /** Index behind the closing quote of the string whose content starts at {@code i}; -1 if open. */
  static int stringEnd(String text, int i, int end) {
    int quote = text.indexOf('"', i, Math.max(i, end));
    int escape = quote < 0 ? -1 : text.indexOf('\\', i, quote);
    if (escape < 0) {
      return quote < 0 ? -1 : quote + 1;
    }
    i = escape;
    while (i < end) {
      char c = text.charAt(i);
      if (c == '"') {
        return i + 1;
      }
      i += c == '\\' ? 2 : 1;
    }
    return -1;
  }

  /** Index behind the bracket that closes the one at {@code i}; {@code end} if there is none. */
  static int containerEnd(String text, int i, int end) {
    int depth = 1;
    i++;
    while (i < end) {
      switch (text.charAt(i)) {
        case '"' -> {
          i = stringEnd(text, i + 1, end);
          if (i < 0) {
            return end;
          }
          continue;
        }
        case '{', '[', '(' -> depth++;
        case '}', ']', ')' -> {
          depth--;
          if (depth == 0) {
            return i + 1;
          }
        }
        default -> {
          // inside a number or a word, or between values
        }
      }
      i++;
    }
    return end;
  }

  /** Index behind the quoted or bracketed text that starts at {@code i}. */
  static int balancedEnd(String text, int i, int end) {
    if (text.charAt(i) != '"') {
      return containerEnd(text, i, end);
    }
    int close = stringEnd(text, i + 1, end);
    return close < 0 ? end : close;
  }

  static int numberEnd(String text, int i, int end) {
    i++;
    while (i < end) {
      char c = text.charAt(i);
      if (c <= ' ' || c == ',' || c == ']' || c == '}') {
        return i;
      }
      i++;
    }
    return end;
  }

  static int wordEnd(String text, int i, int end) {
    i++;
    while (i < end && text.charAt(i) >= 'a' && text.charAt(i) <= 'z') {
      i++;
    }
    return i;
  }

  /** Index of the first character that can start a value, from {@code i}; {@code end} if none. */
  static int valueStart(String text, int i, int end, char stop) {
    while (i < end) {
      char c = text.charAt(i);
      if (c == stop || startsValue(c)) {
        return i;
      }
      i++;
    }
    return end;
  }

  static boolean startsValue(char c) {
    return switch (c) {
      case '"', '{', '[', 't', 'f', 'n', 'i', 'I', 'N', '+', '-' -> true;
      default -> c >= '0' && c <= '9';
    };
  }

  /** Index behind the value that starts at {@code i}; -1 for a string that does not end. */
  static int valueEnd(String text, int i, int end) {
    return switch (typeAt(text, i, end)) {
      case STRING -> stringEnd(text, i + 1, end);
      case JSON -> containerEnd(text, i, end);
      case NUMBER -> numberEnd(text, i, end);
      case NULL, FALSE, TRUE -> wordEnd(text, i, end);
    };
  }

  /** Kind of the value that starts at {@code i}, by its first characters. */
  static GjsonType typeAt(String text, int i, int end) {
    return switch (text.charAt(i)) {
      case '"' -> GjsonType.STRING;
      case '{', '[' -> GjsonType.JSON;
      case 't' -> GjsonType.TRUE;
      case 'f' -> GjsonType.FALSE;
      // nan is a number
      case 'n' -> i + 1 < end && text.charAt(i + 1) != 'u' ? GjsonType.NUMBER : GjsonType.NULL;
      default -> GjsonType.NUMBER;
    };
  }
}
