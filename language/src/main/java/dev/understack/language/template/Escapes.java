package dev.understack.language.template;

import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;
import java.util.Locale;

/** The functions html, js and urlquery. */
final class Escapes {
  private Escapes() {}

  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case 0 -> out.append('\uFFFD');
        case '"' -> out.append("&#34;");
        case '\'' -> out.append("&#39;");
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  static String js(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> js(out, c));
    return out.toString();
  }

  private static void js(StringBuilder out, int c) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\'' -> out.append("\\'");
      case '"' -> out.append("\\\"");
      case '<', '>', '&', '=' -> out.append(String.format(Locale.ROOT, "\\u%04X", c));
      default -> {
        if (c >= ' ' && c < 0x80) {
          out.append((char) c);
        } else if (c >= 0x80 && GoQuote.isPrint(c)) {
          out.appendCodePoint(c);
        } else {
          out.append(String.format(Locale.ROOT, "\\u%04X", GoText.isRaw(c) ? 0xFFFD : c));
        }
      }
    }
  }

  static String urlQuery(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : GoText.bytes(text)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      if (plain) {
        out.append(c);
      } else {
        out.append(c == ' ' ? "+" : String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
