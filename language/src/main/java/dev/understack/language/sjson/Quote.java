package dev.understack.language.sjson;

import dev.understack.language.JsonQuote;

/** JSON strings as sjson writes them. */
final class Quote {
  private Quote() {}

  /** Escapes the characters of HTML only in texts that need any escape at all. */
  static void append(String text, StringBuilder out) {
    if (text.chars().anyMatch(c -> c < ' ' || c > 0x7f || c == '"' || c == '\\')) {
      JsonQuote.GO.append(text, out);
    } else {
      out.append('"').append(text).append('"');
    }
  }
}
