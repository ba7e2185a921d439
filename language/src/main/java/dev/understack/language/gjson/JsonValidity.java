package dev.understack.language.gjson;

import java.util.BitSet;

/** Checks that a text is one JSON value, at any depth without recursion. */
final class JsonValidity {
  private final String text;
  private int at;

  private JsonValidity(String text) {
    this.text = text;
  }

  static boolean isValid(String text) {
    return new JsonValidity(text).document();
  }

  private boolean document() {
    BitSet objects = new BitSet();
    int depth = 0;
    while (true) {
      char c = next();
      if (c == '{' || c == '[') {
        at++;
        boolean object = c == '{';
        if (next() == (object ? '}' : ']')) {
          at++;
        } else {
          objects.set(depth++, object);
          if (object && !key()) {
            return false;
          }
          continue;
        }
      } else if (!scalar(c)) {
        return false;
      }
      while (depth > 0) {
        char after = next();
        at++;
        boolean object = objects.get(depth - 1);
        if (after == ',') {
          if (object && !key()) {
            return false;
          }
          break;
        }
        if (after != (object ? '}' : ']')) {
          return false;
        }
        depth--;
      }
      if (depth == 0) {
        return next() == 0 && at == text.length();
      }
    }
  }

  /** The next character that is not a space, 0 at the end. */
  private char next() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c;
      }
      at++;
    }
    return 0;
  }

  private boolean key() {
    if (next() != '"' || !string()) {
      return false;
    }
    if (next() != ':') {
      return false;
    }
    at++;
    return true;
  }

  private boolean scalar(char c) {
    return switch (c) {
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    };
  }

  private boolean word(String word) {
    boolean found = text.startsWith(word, at);
    at += word.length();
    return found;
  }

  private boolean string() {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return true;
      }
      if (c < ' ' || (c == '\\' && !escape())) {
        return false;
      }
    }
    return false;
  }

  private boolean escape() {
    at++;
    if (at >= text.length()) {
      return false;
    }
    char kind = text.charAt(at);
    if (kind != 'u') {
      return "\"\\/bfnrt".indexOf(kind) >= 0;
    }
    for (int k = 0; k < 4; k++) {
      at++;
      if (at >= text.length()
          || text.charAt(at) > 'f'
          || Character.digit(text.charAt(at), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean number() {
    if (peek() == '-') {
      at++;
    }
    if (peek() == '0') {
      at++;
    } else if (!digits()) {
      return false;
    }
    if (peek() == '.') {
      at++;
      if (!digits()) {
        return false;
      }
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      return digits();
    }
    return true;
  }

  private boolean digits() {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    return at > start;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }
}
