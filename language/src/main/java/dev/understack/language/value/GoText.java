package dev.understack.language.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Go strings in Java strings. A Go string is a sequence of bytes, usually UTF-8. A byte that is not
 * part of valid UTF-8 is held as the lone surrogate U+DC00 + byte, so that no byte is lost between
 * functions; {@link #valid} replaces such bytes when text leaves the language.
 */
public final class GoText {
  private static final int RAW = 0xDC00;
  private static final char REPLACEMENT = '\uFFFD';

  private GoText() {}

  /** The bytes of a string. */
  public static byte[] bytes(String text) {
    if (!hasRawBytes(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isRaw(text.codePointAt(i))) {
        out.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
        out.write(text.charAt(i) - RAW);
        from = i + 1;
      }
    }
    out.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  /** The string of some bytes. */
  public static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** The string of {@code bytes[from:to]}. */
  public static String of(byte[] bytes, int from, int to) {
    StringBuilder out = new StringBuilder(to - from);
    int i = from;
    while (i < to) {
      int first = bytes[i] & 0xff;
      int size = first < 0x80 ? 1 : sequence(bytes, i, to);
      if (first < 0x80) {
        out.append((char) first);
      } else if (size == 0) {
        out.append((char) (RAW + first));
        size = 1;
      } else {
        out.append(new String(bytes, i, size, StandardCharsets.UTF_8));
      }
      i += size;
    }
    return out.toString();
  }

  /** Number of bytes of a string. */
  public static int length(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else {
        bytes += isRaw(c) ? 1 : 3;
      }
    }
    return bytes;
  }

  /** Number of code points; a byte outside of UTF-8 counts as one. */
  public static int runes(String text) {
    return text.codePointCount(0, text.length());
  }

  /** {@code text[from:to]} in bytes. */
  public static String slice(String text, int from, int to) {
    return of(bytes(text), from, to);
  }

  /** Whether a code point stands for a byte that is not UTF-8. */
  public static boolean isRaw(int codePoint) {
    return codePoint >= RAW + 0x80 && codePoint <= RAW + 0xff;
  }

  /** The byte that a {@linkplain #isRaw raw} code point stands for. */
  static int rawByte(int codePoint) {
    return codePoint - RAW;
  }

  /** The text with every byte that is not UTF-8, and every lone surrogate, replaced by U+FFFD. */
  public static String valid(String text) {
    if (!hasSurrogates(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    String joined = hasRawBytes(text) ? of(bytes(text)) : text;
    joined
        .codePoints()
        .forEach(c ->
            out.appendCodePoint(
                c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c));
    return out.toString();
  }

  /** Order of the bytes of two strings. */
  public static int compare(String left, String right) {
    int n = Math.min(left.length(), right.length());
    for (int i = 0; i < n; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(byteOrder(a), byteOrder(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  // UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 after.
  private static int byteOrder(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasRawBytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int c = text.codePointAt(i);
        if (isRaw(c)) {
          return true;
        }
        i += Character.charCount(c) - 1;
      }
    }
    return false;
  }

  /** Length of the valid UTF-8 sequence of several bytes at {@code i}, 0 when there is none. */
  private static int sequence(byte[] bytes, int i, int to) {
    int first = bytes[i] & 0xff;
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || i + size > to) {
      return 0;
    }
    for (int k = 1; k < size; k++) {
      if ((bytes[i + k] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = bytes[i + 1] & 0xff;
    boolean valid =
        switch (first) {
          case 0xe0 -> second >= 0xa0;
          case 0xed -> second < 0xa0;
          case 0xf0 -> second >= 0x90;
          case 0xf4 -> second < 0x90;
          default -> true;
        };
    return valid ? size : 0;
  }
}
