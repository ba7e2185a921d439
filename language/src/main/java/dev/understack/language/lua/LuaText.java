package dev.understack.language.lua;

import dev.understack.language.value.GoFloat;
import dev.understack.language.value.GoNumbers;
import dev.understack.language.value.GoText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lua strings, which hold one byte per char, and the texts of numbers. */
final class LuaText {
  private LuaText() {}

  /** The bytes of a text, one per char. */
  static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return new String(GoText.bytes(text), StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }

  /** The text of bytes; those that are not UTF-8 stay recognizable, see {@link GoText}. */
  static String decode(String bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      if (bytes.charAt(i) >= 0x80) {
        return GoText.of(bytes.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return bytes;
  }

  static boolean isInteger(double number) {
    return number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63;
  }

  static String of(double number) {
    return isInteger(number) ? Long.toString((long) number) : GoFloat.text(number);
  }

  /** The number that a string states, null when it states none. */
  static @Nullable Double number(String text) {
    String trimmed = trim(text);
    BigInteger integer = GoNumbers.integer(trimmed);
    if (integer != null && integer.bitLength() < Long.SIZE) {
      return integer.doubleValue();
    }
    return GoNumbers.floating(trimmed);
  }

  static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && " \t\n".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (from < to && " \t\n".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }
}
