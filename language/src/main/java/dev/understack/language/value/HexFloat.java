package dev.understack.language.value;

import java.util.Locale;

/** The {@code %b} and {@code %x} texts of positive float64 numbers. */
final class HexFloat {
  private static final int FRACTION_BITS = 52;
  private static final long HIDDEN = 1L << FRACTION_BITS;

  private HexFloat() {}

  static String binary(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> FRACTION_BITS) & 0x7ff;
    long mantissa = bits & (HIDDEN - 1);
    if (exponent == 0) {
      exponent = 1;
    } else {
      mantissa |= HIDDEN;
    }
    int shown = exponent - 1023 - FRACTION_BITS;
    return mantissa + "p" + (shown < 0 ? "" : "+") + shown;
  }

  static String hex(double value, int precision, boolean upper) {
    int exponent = value == 0 ? 0 : Math.getExponent(value);
    long mantissa = Double.doubleToRawLongBits(value) & (HIDDEN - 1);
    if (value != 0 && exponent < Double.MIN_EXPONENT) {
      int shift = Long.numberOfLeadingZeros(mantissa) - (63 - FRACTION_BITS);
      mantissa <<= shift;
      exponent = Double.MIN_EXPONENT - shift;
    } else if (value != 0) {
      mantissa |= HIDDEN;
    }
    if (precision >= 0 && precision < FRACTION_BITS / 4) {
      int drop = FRACTION_BITS - 4 * precision;
      long half = 1L << (drop - 1);
      long odd = (mantissa >>> drop) & 1;
      mantissa = (mantissa + half - 1 + odd) >>> drop << drop;
      if (mantissa >= HIDDEN << 1) {
        mantissa >>>= 1;
        exponent++;
      }
    }
    StringBuilder out = new StringBuilder("0x").append(mantissa >>> FRACTION_BITS);
    String fraction = String.format(Locale.ROOT, "%013x", mantissa & (HIDDEN - 1));
    fraction = fraction.replaceFirst("0+$", "");
    if (precision >= 0) {
      fraction += "0".repeat(Math.max(0, precision - fraction.length()));
    }
    if (!fraction.isEmpty()) {
      out.append('.').append(fraction);
    }
    int size = Math.abs(exponent);
    out.append('p').append(exponent < 0 ? '-' : '+').append(size < 10 ? "0" : "").append(size);
    return upper ? out.toString().toUpperCase(Locale.ROOT) : out.toString();
  }
}
