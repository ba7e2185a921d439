package dev.understack.language.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Text of float64 numbers as {@code strconv.FormatFloat} writes it. */
public final class GoFloat {
  /** Precision that means: as few digits as tell the number from all others. */
  public static final int SHORTEST = -1;

  // More digits than any double has: the rest is zeros.
  private static final int MOST_DIGITS = 1_100;

  private GoFloat() {}

  /** As {@code %v} prints it. */
  public static String text(double value) {
    return format(value, 'g', SHORTEST);
  }

  /**
   * The text of a number.
   *
   * @param verb e, E, f, g, G, b, x or X
   * @param precision number of digits, or {@link #SHORTEST}
   */
  public static String format(double value, char verb, int precision) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    double positive = Math.abs(value);
    return sign
        + switch (verb) {
          case 'b' -> HexFloat.binary(positive);
          case 'x', 'X' -> HexFloat.hex(positive, precision, verb == 'X');
          case 'e', 'E' -> exponent(digitsFor(positive, precision + 1, precision), precision, verb);
          case 'f' -> fixed(positive, precision);
          default -> general(positive, precision, verb);
        };
  }

  /** Digits {@code d1d2d3...} of {@code 0.d1d2d3 * 10^point}; no digits for zero. */
  private record Decimal(String digits, int point) {
    static Decimal of(BigDecimal value) {
      if (value.signum() == 0) {
        return new Decimal("", 0);
      }
      BigDecimal stripped = value.stripTrailingZeros();
      String digits = stripped.unscaledValue().toString();
      return new Decimal(digits, digits.length() - stripped.scale());
    }
  }

  private static Decimal shortest(double value) {
    // Java never writes less than two digits, which subnormal numbers may do with.
    if (value < Double.MIN_NORMAL) {
      BigDecimal digit = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
      if (digit.doubleValue() == value) {
        return Decimal.of(digit);
      }
    }
    return Decimal.of(new BigDecimal(Double.toString(value)));
  }

  private static Decimal digitsFor(double value, int significant, int precision) {
    if (precision < 0 || value == 0) {
      return shortest(value);
    }
    int digits = Math.min(Math.max(significant, 1), MOST_DIGITS);
    return Decimal.of(new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)));
  }

  private static String exponent(Decimal d, int precision, char verb) {
    int fraction = precision < 0 ? Math.max(d.digits.length() - 1, 0) : precision;
    StringBuilder out = new StringBuilder();
    out.append(d.digits.isEmpty() ? '0' : d.digits.charAt(0));
    if (fraction > 0) {
      out.append('.');
      String rest = d.digits.isEmpty() ? "" : d.digits.substring(1);
      String shown = rest.substring(0, Math.min(fraction, rest.length()));
      out.append(shown).repeat("0", fraction - shown.length());
    }
    int exponent = d.digits.isEmpty() ? 0 : d.point - 1;
    out.append(Character.isUpperCase(verb) ? 'E' : 'e').append(exponent < 0 ? '-' : '+');
    int size = Math.abs(exponent);
    return out.append(size < 10 ? "0" : "").append(size).toString();
  }

  private static String fixed(double value, int precision) {
    if (precision < 0) {
      return plain(shortest(value));
    }
    int scale = Math.min(precision, MOST_DIGITS);
    String text = new BigDecimal(value).setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
    return text + "0".repeat(precision - scale);
  }

  private static String general(double value, int precision, char verb) {
    int wanted = precision == 0 ? 1 : precision;
    Decimal d = digitsFor(value, wanted, wanted);
    int count = d.digits.length();
    int limit = wanted;
    if (limit > count && count >= d.point) {
      limit = count;
    }
    if (wanted < 0) {
      limit = 6;
    }
    int exponent = d.point - 1;
    if (!d.digits.isEmpty() && (exponent < -4 || exponent >= limit)) {
      int shown = wanted < 0 || wanted > count ? count : wanted;
      return exponent(d, Math.max(shown - 1, 0), verb == 'G' ? 'E' : 'e');
    }
    return plain(d);
  }

  private static String plain(Decimal d) {
    int point = d.point;
    String digits = d.digits;
    if (digits.isEmpty()) {
      return "0";
    }
    if (point <= 0) {
      return "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return digits + "0".repeat(point - digits.length());
    }
    return digits.substring(0, point) + "." + digits.substring(point);
  }
}
