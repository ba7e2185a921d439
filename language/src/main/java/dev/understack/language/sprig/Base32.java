package dev.understack.language.sprig;

import dev.understack.language.value.GoText;
import java.io.ByteArrayOutputStream;

/** Base 32 with padding, RFC 4648. */
final class Base32 {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int GROUP = 8;

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder out = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(ALPHABET.charAt((buffer >> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      out.append(ALPHABET.charAt((buffer << (5 - bits)) & 31));
    }
    return out.repeat("=", (GROUP - out.length() % GROUP) % GROUP).toString();
  }

  /** The decoded text; for malformed text the problem, as sprig returns it. */
  static String decode(String text) {
    String plain = text.replace("\n", "").replace("\r", "");
    int end = plain.length();
    while (end > 0 && plain.charAt(end - 1) == '=') {
      end--;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < end; i++) {
      int value = ALPHABET.indexOf(plain.charAt(i));
      if (value < 0) {
        return illegal(i);
      }
      buffer = (buffer << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        out.write(buffer >> bits);
        buffer &= (1 << bits) - 1;
      }
    }
    int last = end % GROUP;
    boolean lengthFits = last == 0 || last == 2 || last == 4 || last == 5 || last == 7;
    if (plain.length() % GROUP != 0 || !lengthFits || plain.length() - end >= GROUP) {
      return illegal(plain.length() % GROUP != 0 ? plain.length() : end);
    }
    return GoText.of(out.toByteArray());
  }

  private static String illegal(int index) {
    return "illegal base32 data at input byte " + index;
  }
}
