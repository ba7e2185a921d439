package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;
import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Which characters a part of a URL holds without percent signs. */
enum UrlEscape {
  PATH("$&+,/:;=@"),
  HOST("!$&'()*+,;=:[]<>\""),
  USER("$&+,;="),
  FRAGMENT("$&+,/:;=?@!()*");

  private static final String UNRESERVED = "-_.~";

  private final String plain;

  UrlEscape(String plain) {
    this.plain = plain;
  }

  private boolean isPlain(int c) {
    boolean alphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
    return alphanumeric || UNRESERVED.indexOf(c) >= 0 || plain.indexOf(c) >= 0;
  }

  String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (byte b : GoText.bytes(text)) {
      int c = b & 0xff;
      if (isPlain(c)) {
        out.append((char) c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", c));
      }
    }
    return out.toString();
  }

  String unescape(String text) {
    byte[] bytes = GoText.bytes(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      int c = bytes[i] & 0xff;
      if (c == '%') {
        out.write(escaped(bytes, i));
        i += 2;
      } else if (this == HOST && c < 0x80 && !isPlain(c)) {
        throw new FunctionException(
            "invalid character "
                + GoQuote.quote(String.valueOf((char) c), false)
                + " in host name");
      } else {
        out.write(c);
      }
    }
    return GoText.of(out.toByteArray());
  }

  private int escaped(byte[] bytes, int i) {
    int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
    int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
    boolean hostForbids = this == HOST && high < 8 && !(high == 2 && low == 5);
    if (high < 0 || low < 0 || hostForbids) {
      String shown = GoText.of(bytes, i, Math.min(bytes.length, i + 3));
      throw new FunctionException("invalid URL escape " + GoQuote.quote(shown, false));
    }
    return high * 16 + low;
  }
}
