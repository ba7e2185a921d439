package dev.understack.language.value;

import dev.understack.language.GoFloats;
import java.math.BigInteger;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads numbers as Go's {@code strconv} does. */
public final class GoNumbers {
  private static final BigInteger LARGEST_UNSIGNED = BigInteger.ONE.shiftLeft(64);

  private GoNumbers() {}

  /**
   * An integer with Go's prefixes (0x, 0b, 0o, 0) and underscores, null when the text is none or
   * does not fit into 64 bits. Without a sign it may be as large as an unsigned one.
   */
  public static @Nullable BigInteger integer(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String digits = signed ? text.substring(1) : text;
    if (digits.isEmpty() || !underscoresSeparate(digits)) {
      return null;
    }
    int radix = radix(digits);
    String plain = digits.substring(radix == 10 ? 0 : prefixLength(digits)).replace("_", "");
    if (plain.isEmpty() || !plain.chars().allMatch(c -> isDigit(c, radix))) {
      return null;
    }
    if (plain.length() > 64) {
      return null;
    }
    BigInteger value = new BigInteger(plain, radix);
    if (text.startsWith("-")) {
      value = value.negate();
    }
    boolean fits = value.bitLength() < 64 || (!signed && value.compareTo(LARGEST_UNSIGNED) < 0);
    return fits ? value : null;
  }

  /** A float, null when the text is none or is too large. */
  public static @Nullable Double floating(String text) {
    OptionalDouble value = GoFloats.parse(text);
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private static boolean isDigit(int c, int radix) {
    return c < 0x80 && Character.digit(c, radix) >= 0;
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static int prefixLength(String digits) {
    return Character.isLetter(digits.charAt(1)) ? 2 : 1;
  }

  private static boolean underscoresSeparate(String digits) {
    boolean afterDigit = false;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c == '_' && !afterDigit) {
        return false;
      }
      afterDigit = Character.digit(c, 16) >= 0 || (i == 1 && Character.isLetter(c));
    }
    return !digits.endsWith("_");
  }
}
