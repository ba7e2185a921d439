package dev.understack.language;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** Text of 64-bit floats, read and written as Go's {@code strconv} does it. */
public final class GoFloats {
  private static final double EXACT = 1L << 53;

  private GoFloats() {}

  /**
   * The float that {@code text} stands for; empty where Go's {@code ParseFloat} reports an error,
   * which is wrong syntax or a value beyond the range.
   */
  public static OptionalDouble parse(String text) {
    if (!GoFloatSyntax.matches(text)) {
      return OptionalDouble.empty();
    }
    double value = valueOf(text);
    boolean outOfRange = Double.isInfinite(value) && !GoFloatSyntax.isSpecial(text);
    return outOfRange ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** As {@link #parse} with its error ignored: wrong syntax is 0, out of range is infinite. */
  public static double parseOrZero(String text) {
    return GoFloatSyntax.matches(text) ? valueOf(text) : 0;
  }

  private static double valueOf(String text) {
    if (GoFloatSyntax.isSpecial(text)) {
      String word = text.toLowerCase(Locale.ROOT);
      if (word.equals("nan")) {
        return Double.NaN;
      }
      return word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.parseDouble(text.indexOf('_') < 0 ? text : text.replace("_", ""));
  }

  /**
   * The shortest text that reads back as {@code value}, never with an exponent: {@code 'f', -1}.
   */
  public static String plain(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      return isNegativeZero(value) ? "-0" : Long.toString((long) value);
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    BigDecimal shortest = shortest(value);
    return (shortest.scale() > 0 ? shortest.stripTrailingZeros() : shortest).toPlainString();
  }

  /**
   * As {@code encoding/json} writes a float: without exponent from 1e-6 up to 1e21, with one
   * elsewhere. The value is finite.
   */
  public static String json(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size < 1e-6 || size >= 1e21)) {
      return exponent(value, 1);
    }
    return plain(value);
  }

  /** With an exponent of at least {@code digits} digits: {@code 'e', -1} where digits is 2. */
  public static String exponent(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    if (value == 0) {
      return (isNegativeZero(value) ? "-0e+" : "0e+") + "0".repeat(digits);
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    BigInteger unscaled = shortest.unscaledValue().abs();
    String mantissa = unscaled.toString();
    int exponent = mantissa.length() - 1 - shortest.scale();
    String power = Integer.toString(Math.abs(exponent));
    return (value < 0 ? "-" : "")
        + mantissa.charAt(0)
        + (mantissa.length() > 1 ? "." + mantissa.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + "0".repeat(Math.max(0, digits - power.length()))
        + power;
  }

  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value));
    if (digits.precision() == 2) {
      // Double.toString writes two digits where one is enough, as in 4.9E-324.
      BigDecimal one = digits.round(new MathContext(1, RoundingMode.HALF_EVEN));
      return one.doubleValue() == value ? one : digits;
    }
    return digits;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && 1 / value < 0;
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }
}
