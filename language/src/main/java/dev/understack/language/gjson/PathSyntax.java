package dev.understack.language.gjson;

/** Pieces of a path's text. */
final class PathSyntax {
  private PathSyntax() {}

  /** Whether what follows a dot takes the value before it as its document. */
  static boolean pipesAt(String path, int i) {
    if (i >= path.length()) {
      return false;
    }
    char c = path.charAt(i);
    if (c == '[' || c == '{') {
      return true;
    }
    if (c != '@') {
      return false;
    }
    int end = i + 1;
    while (end < path.length() && ".|:".indexOf(path.charAt(end)) < 0) {
      end++;
    }
    return Modifier.named(path.substring(i + 1, end)) != null;
  }

  /** Index of the first pipe outside of escapes and queries, -1 for none. */
  static int pipeIn(String path) {
    if (path.indexOf('|') < 0) {
      return -1;
    }
    if (path.startsWith("{")) {
      int end = JsonScan.balancedEnd(path, 1, path.length());
      return end < path.length() && path.charAt(end) == '|' ? end : -1;
    }
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '|') {
        return i;
      } else if (c == '.') {
        if (i == path.length() - 1) {
          return -1;
        }
        if (path.charAt(i + 1) == '#') {
          i += 2;
          if (i == path.length()) {
            return -1;
          }
          if (path.charAt(i) == '[' || path.charAt(i) == '(') {
            i = selectorEnd(path, i);
          }
        }
      }
    }
    return -1;
  }

  private static int selectorEnd(String path, int open) {
    char start = path.charAt(open);
    char end = start == '[' ? ']' : ')';
    int depth = 1;
    int i = open + 1;
    for (; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == start) {
        depth++;
      } else if (c == end) {
        depth--;
        if (depth == 0) {
          break;
        }
      } else if (c == '"') {
        i = quoteEnd(path, i);
      }
    }
    return i;
  }

  /** Index of the quote that closes the one at {@code i}, the text's length or more if none. */
  static int quoteEnd(String text, int i) {
    for (i++; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        break;
      }
    }
    return i;
  }

  /** Without the spaces and control characters at both ends. */
  static String trim(String text) {
    return text.trim();
  }
}
