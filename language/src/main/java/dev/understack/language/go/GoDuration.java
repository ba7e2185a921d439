package dev.understack.language.go;

import dev.understack.language.LanguageException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;

/**
 * Durations in Go's text form, such as {@code 1h30m} or {@code 1.5s}; there is no unit for days.
 */
public final class GoDuration {
  private static final String LANGUAGE = "duration";
  private static final BigInteger HIGHEST = BigInteger.TWO.pow(63);

  private GoDuration() {}

  /**
   * Reads a duration.
   *
   * @throws LanguageException whose problem is Go's error, for example {@code time: missing unit in
   *     duration "5"}
   */
  public static Duration parse(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (text.length() == start + 1 && text.charAt(start) == '0') {
      return Duration.ZERO;
    }
    if (text.length() == start) {
      throw fault(text, start, "invalid duration");
    }
    BigInteger nanos = BigInteger.ZERO;
    int at = start;
    while (at < text.length()) {
      int number = at;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
      int digits = at - number;
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
        while (at < text.length() && isDigit(text.charAt(at))) {
          at++;
          digits++;
        }
      }
      if (digits == 0) {
        throw fault(text, number, "invalid duration");
      }
      int unit = at;
      while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
        at++;
      }
      nanos = nanos.add(nanos(text, text.substring(number, unit), unit, at));
      if (nanos.compareTo(HIGHEST) > 0) {
        throw fault(text, number, "invalid duration");
      }
    }
    boolean negative = text.startsWith("-");
    if (!negative && nanos.equals(HIGHEST)) {
      throw fault(text, 0, "invalid duration");
    }
    return Duration.ofNanos((negative ? nanos.negate() : nanos).longValueExact());
  }

  /** Go's text: {@code 1h30m0s}, {@code 1.5s}, {@code 250ms}, {@code 0s}. */
  public static String format(Duration duration) {
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException tooLong) {
      nanos = duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    if (nanos == 0) {
      return "0s";
    }
    String sign = nanos < 0 ? "-" : "";
    BigInteger size = BigInteger.valueOf(nanos).abs();
    if (size.compareTo(BigInteger.valueOf(1_000_000_000)) < 0) {
      return sign + small(size.longValueExact());
    }
    BigInteger[] minutes = size.divideAndRemainder(BigInteger.valueOf(60_000_000_000L));
    StringBuilder text = new StringBuilder(sign);
    long total = minutes[0].longValueExact();
    if (total >= 60) {
      text.append(total / 60).append('h');
    }
    if (total > 0) {
      text.append(total % 60).append('m');
    }
    return text.append(decimal(minutes[1].longValueExact(), 9)).append('s').toString();
  }

  private static BigInteger nanos(String text, String number, int unit, int end) {
    if (unit == end) {
      throw fault(text, unit, "missing unit in duration");
    }
    String name = text.substring(unit, end);
    long size =
        switch (name) {
          case "ns" -> 1;
          case "us", "\u00b5s", "\u03bcs" -> 1_000;
          case "ms" -> 1_000_000;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> throw fault(text, unit, "unknown unit \"" + name + "\" in duration");
        };
    if (number.length() > 400) {
      throw fault(text, unit - number.length(), "invalid duration");
    }
    return new BigDecimal(
            number.startsWith(".") ? "0" + number : number + (number.endsWith(".") ? "0" : ""))
        .multiply(BigDecimal.valueOf(size))
        .toBigInteger();
  }

  private static String small(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000 ? decimal(nanos, 3) + "\u00b5s" : decimal(nanos, 6) + "ms";
  }

  private static String decimal(long units, int scale) {
    BigDecimal shown = BigDecimal.valueOf(units, scale).stripTrailingZeros();
    return shown.signum() == 0 ? "0" : shown.toPlainString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static LanguageException fault(String text, int offset, String problem) {
    return new LanguageException(LANGUAGE, text, offset, "time: " + problem + " \"" + text + "\"");
  }
}
