package dev.understack.language;

/** How texts become JSON strings; a surrogate without its other half becomes U+FFFD in both. */
public enum JsonQuote {
  /** As jq writes them: what JSON demands, and the character DEL. */
  JQ {
    @Override
    boolean escapes(char c) {
      return c == 0x7f;
    }
  },

  /** As Go's {@code encoding/json} writes them: also the characters of HTML and line separators. */
  GO {
    @Override
    boolean escapes(char c) {
      return c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029';
    }
  };

  private static final String HEX = "0123456789abcdef";

  /** Appends {@code text} in quotes. */
  public void append(String text, StringBuilder out) {
    out.append('"');
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean lone = Character.isSurrogate(c) && !isPaired(text, i);
      if (c < ' ' || c == '"' || c == '\\' || lone || escapes(c)) {
        out.append(text, from, i);
        from = i + 1;
        escape(lone ? '\ufffd' : c, out);
      }
    }
    out.append(text, from, text.length()).append('"');
  }

  /** {@code text} in quotes. */
  public String of(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    append(text, out);
    return out.toString();
  }

  abstract boolean escapes(char c);

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 15));
        }
      }
    }
  }
}
