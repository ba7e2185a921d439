package dev.understack.language.sjson;

/** Takes away what belongs to a deleted value at the end of the text before it. */
final class Tail {
  private Tail() {}

  /** Removes the key and the comma before the value; true when the comma is behind it instead. */
  static boolean delete(StringBuilder out) {
    for (int i = out.length() - 1; i >= 0; i--) {
      switch (out.charAt(i)) {
        case '[' -> {
          return true;
        }
        case ',' -> {
          out.setLength(i);
          return false;
        }
        case ':' -> {
          return deleteKey(out, i);
        }
        default -> {
          // space before the value
        }
      }
    }
    return false;
  }

  private static boolean deleteKey(StringBuilder out, int colon) {
    int i = keyStart(out, out.lastIndexOf("\"", colon));
    for (i--; i >= 0; i--) {
      char c = out.charAt(i);
      if (c == '{') {
        out.setLength(i + 1);
        return true;
      }
      if (c == ',') {
        out.setLength(i);
        return false;
      }
    }
    return false;
  }

  /** Index of the quote that opens the string closed at {@code close}. */
  private static int keyStart(StringBuilder out, int close) {
    int i = close - 1;
    while (i >= 0) {
      if (out.charAt(i) == '"' && !isEscaped(out, i)) {
        return i;
      }
      i--;
    }
    return i;
  }

  private static boolean isEscaped(StringBuilder out, int i) {
    int slashes = 0;
    while (i - 1 - slashes >= 0 && out.charAt(i - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  /** Index behind the comma that follows {@code i}, or {@code i}. */
  static int behindComma(String json, int i) {
    for (int k = i; k < json.length(); k++) {
      char c = json.charAt(k);
      if (c == ',') {
        return k + 1;
      }
      if (c > ' ') {
        break;
      }
    }
    return i;
  }
}
