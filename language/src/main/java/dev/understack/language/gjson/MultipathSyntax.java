package dev.understack.language.gjson;

import dev.understack.language.JsonQuote;
import java.util.List;

/** Reads {@code [path,path]} and {@code {"name":path,path}}. */
final class MultipathSyntax {
  private MultipathSyntax() {}

  /** Adds the paths to {@code out}; gives the index behind the closing bracket, -1 if none. */
  static int read(String text, List<Head.Selector> out) {
    boolean modifier = false;
    int depth = 1;
    int colon = 0;
    int start = 1;
    for (int i = 1; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '@' -> modifier |= text.charAt(i - 1) == '.' || text.charAt(i - 1) == '|';
        case ':' -> {
          if (!modifier && colon == 0 && depth == 1) {
            colon = i;
          }
        }
        case ',' -> {
          if (depth == 1) {
            out.add(selector(text, start, colon, i));
            colon = 0;
            modifier = false;
            start = i + 1;
          }
        }
        case '"' -> i = PathSyntax.quoteEnd(text, i);
        case '[', '(', '{' -> depth++;
        case ']', ')', '}' -> {
          depth--;
          if (depth == 0) {
            out.add(selector(text, start, colon, i));
            return i + 1;
          }
        }
        default -> {
          // part of a path
        }
      }
    }
    return -1;
  }

  private static Head.Selector selector(String text, int start, int colon, int end) {
    if (colon == 0) {
      return new Head.Selector("", GjsonPath.inner(text.substring(start, end)));
    }
    return new Head.Selector(
        text.substring(start, colon), GjsonPath.inner(text.substring(colon + 1, end)));
  }

  /** JSON text of the member's name in an object made by a multipath. */
  static String memberName(Head.Selector selector) {
    String name = selector.name();
    if (!name.isEmpty()) {
      boolean quoted = name.startsWith("\"") && JsonValidity.isValid(name);
      return quoted ? name : JsonQuote.GO.of(name);
    }
    String last = lastPart(selector.path().text());
    return JsonQuote.GO.of(isSimple(last) ? last : "_");
  }

  private static String lastPart(String path) {
    for (int i = path.length() - 1; i >= 0; i--) {
      char c = path.charAt(i);
      if ((c == '|' || c == '.') && (i == 0 || path.charAt(i - 1) != '\\')) {
        return path.substring(i + 1);
      }
    }
    return path;
  }

  private static boolean isSimple(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c < ' ' || "[]{}()#|!".indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
