package dev.understack.sensors.filter;

/**
 * Finds the longest piece of text that every match of an RE2 expression holds, so that the
 * expression need not be tried on texts without it. It looks at the expression's outermost level
 * only and gives up, with an empty piece, on what it does not know.
 */
final class CertainPiece {
  /** Escapes of one letter that stand for a class, a place or a control character. */
  private static final String SHORT_ESCAPES = "dDwWsSbBAznrtfva";

  private final String expression;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";
  private int at;

  private CertainPiece(String expression) {
    this.expression = expression;
  }

  static String of(String expression) {
    return expression.contains("(?") ? "" : new CertainPiece(expression).find();
  }

  private String find() {
    while (at < expression.length()) {
      char c = expression.charAt(at);
      at++;
      switch (c) {
        case '|' -> {
          return "";
        }
        case '(' -> {
          endRun();
          skipGroup();
        }
        case '[' -> {
          endRun();
          skipClass();
        }
        case '*', '?' -> endRunWithoutLast();
        case '{' -> {
          endRunWithoutLast();
          int end = expression.indexOf('}', at);
          at = end < 0 ? at : end + 1;
        }
        case '+', '.', '^', '$' -> endRun();
        case '\\' -> {
          if (!escape()) {
            return "";
          }
        }
        default -> {
          if (c <= 0x7f) {
            run.append(c);
          } else {
            endRun();
          }
        }
      }
    }
    endRun();
    return longest;
  }

  /** Takes the character after a backslash; false when it begins a longer escape. */
  private boolean escape() {
    if (at == expression.length()) {
      return false;
    }
    char c = expression.charAt(at);
    at++;
    if (PlainPattern.isPunctuation(c)) {
      run.append(c);
      return true;
    }
    endRun();
    return SHORT_ESCAPES.indexOf(c) >= 0;
  }

  private void endRun() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  /** What comes next makes the last character optional. */
  private void endRunWithoutLast() {
    run.setLength(Math.max(0, run.length() - 1));
    endRun();
  }

  private void skipGroup() {
    int depth = 1;
    while (at < expression.length() && depth > 0) {
      char c = expression.charAt(at);
      at++;
      switch (c) {
        case '(' -> depth++;
        case ')' -> depth--;
        case '[' -> skipClass();
        case '\\' -> at++;
        default -> {
          // Whatever a group holds is not certain.
        }
      }
    }
  }

  /** A class ends at the first bracket that is not its first member. */
  private void skipClass() {
    if (at < expression.length() && expression.charAt(at) == '^') {
      at++;
    }
    if (at < expression.length() && expression.charAt(at) == ']') {
      at++;
    }
    while (at < expression.length() && expression.charAt(at) != ']') {
      if (expression.startsWith("[:", at)) {
        int end = expression.indexOf(":]", at + 2);
        at = end < 0 ? at + 1 : end + 2;
      } else {
        at += expression.charAt(at) == '\\' ? 2 : 1;
      }
    }
    at++;
  }
}
