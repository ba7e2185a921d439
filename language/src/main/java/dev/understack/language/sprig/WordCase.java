package dev.understack.language.sprig;

import dev.understack.language.value.Strings;

/** Words in a name such as {@code HTTPServer_v2}: snake, kebab and camel case. */
final class WordCase {
  private enum Word {
    NONE,
    NUMBER,
    UPPER,
    ALPHABET,
    CONNECTOR,
    PUNCTUATION,
    OTHER
  }

  private final int[] text;
  private final char connector;
  private final StringBuilder out = new StringBuilder();
  private Word kind = Word.NONE;
  private int start;
  private int end;

  private WordCase(String text, char connector) {
    this.text = text.codePoints().toArray();
    this.connector = connector;
  }

  /** The words in lower case with connectors between. */
  static String separated(String text, char connector) {
    WordCase words = new WordCase(text, connector);
    words.separate();
    return words.out.toString();
  }

  private void separate() {
    next();
    while (end < text.length) {
      if (kind != Word.CONNECTOR) {
        write();
      }
      Word previous = kind;
      int from = start;
      int to = end;
      next();
      switch (previous) {
        case NUMBER -> {
          joinNumbers();
          connectUnless(Word.NONE);
        }
        case CONNECTOR -> write(Word.CONNECTOR, from, to);
        case PUNCTUATION -> {}
        case NONE, UPPER, ALPHABET, OTHER -> afterLetters();
      }
    }
    write();
  }

  private void afterLetters() {
    if (kind != Word.NUMBER) {
      connectUnless(Word.CONNECTOR);
      return;
    }
    if (end >= text.length) {
      return;
    }
    int from = start;
    int to = end;
    next();
    if (kind != Word.ALPHABET) {
      write(Word.NUMBER, from, to);
      connectUnless(Word.CONNECTOR);
      return;
    }
    out.append(connector);
    write(Word.NUMBER, from, to);
    joinNumbers();
    connectUnless(Word.NONE);
  }

  private void joinNumbers() {
    while (kind == Word.ALPHABET || kind == Word.NUMBER) {
      write();
      next();
    }
  }

  private void connectUnless(Word also) {
    if (kind != Word.CONNECTOR && kind != Word.PUNCTUATION && kind != also) {
      out.append(connector);
    }
  }

  private void write() {
    write(kind, start, end);
  }

  private void write(Word word, int from, int to) {
    for (int i = from; i < to; i++) {
      int c = text[i];
      if (word != Word.UPPER && word != Word.CONNECTOR) {
        out.appendCodePoint(c);
      } else if (isConnector(c)) {
        out.append(connector);
      } else {
        out.appendCodePoint(Character.isUpperCase(c) ? Character.toLowerCase(c) : c);
      }
    }
  }

  private void next() {
    start = end;
    if (start >= text.length) {
      kind = Word.NONE;
      return;
    }
    int first = text[start];
    end = start + 1;
    if (isConnector(first)) {
      kind = Word.CONNECTOR;
      while (end < text.length && isConnector(text[end])) {
        end++;
      }
    } else if (isPunctuation(first)) {
      kind = Word.PUNCTUATION;
      while (end < text.length && isPunctuation(text[end])) {
        end++;
      }
    } else if (Character.isUpperCase(first)) {
      kind = Word.UPPER;
      upperWord();
    } else if (isAlphabet(first)) {
      kind = Word.ALPHABET;
      skipLower();
    } else if (isNumber(first)) {
      kind = Word.NUMBER;
      while (end < text.length && isNumber(text[end])) {
        end++;
      }
    } else {
      kind = Word.OTHER;
      while (end < text.length && !startsWord(text[end])) {
        end++;
      }
    }
  }

  private void upperWord() {
    if (end < text.length && Character.isUpperCase(text[end])) {
      while (end < text.length && Character.isUpperCase(text[end])) {
        end++;
      }
      if (end < text.length && isAlphabet(text[end])) {
        end--;
      }
    } else {
      skipLower();
    }
  }

  private void skipLower() {
    while (end < text.length && isAlphabet(text[end]) && !Character.isUpperCase(text[end])) {
      end++;
    }
  }

  private static boolean startsWord(int c) {
    return isConnector(c) || isAlphabet(c) || isNumber(c) || isPunctuation(c);
  }

  /** Without connectors, each word with its first letter in upper case. */
  static String pascal(String text) {
    int[] runes = text.codePoints().toArray();
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < runes.length && isConnector(runes[i])) {
      out.appendCodePoint(runes[i++]);
    }
    if (i == runes.length) {
      // sprig writes the last of nothing but connectors twice.
      return i == 0 ? "" : out.appendCodePoint(runes[i - 1]).toString();
    }
    boolean upper = Character.isUpperCase(runes[i]);
    int current = Character.toUpperCase(runes[i++]);
    while (i < runes.length) {
      int previous = current;
      current = runes[i++];
      if (isConnector(current) && isConnector(previous)) {
        out.appendCodePoint(previous);
      } else if (isConnector(previous)) {
        upper = Character.isUpperCase(current);
        current = Character.toUpperCase(current);
      } else {
        boolean lowered = upper && Character.isUpperCase(current);
        current = lowered ? Character.toLowerCase(current) : current;
        upper = lowered;
        out.appendCodePoint(previous);
      }
    }
    return out.appendCodePoint(current).toString();
  }

  private static boolean isConnector(int c) {
    return c == '-' || c == '_' || Strings.isSpace(c);
  }

  private static boolean isNumber(int c) {
    int type = Character.getType(c);
    return type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isAlphabet(int c) {
    return Character.isLetter(c) && !Character.isIdeographic(c);
  }
}
