package dev.understack.language.sprig;

import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoNumbers;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Lenient conversions to numbers: what cannot be converted is 0. */
final class Casts {
  private Casts() {}

  static long toLong(@Nullable Object value) {
    return switch (value) {
      case Long n -> n;
      case GoInteger i -> i.value();
      case Double d -> truncated(d);
      case Boolean b -> b ? 1 : 0;
      case String s -> {
        BigInteger number = GoNumbers.integer(withoutZeroDecimals(s));
        yield number == null || number.bitLength() > 63 ? 0 : number.longValue();
      }
      case null, default -> 0;
    };
  }

  static double toDouble(@Nullable Object value) {
    return switch (value) {
      case Double d -> d;
      case Long n -> n;
      case GoInteger i -> i.value();
      case Boolean b -> b ? 1 : 0;
      case String s -> {
        Double number = GoNumbers.floating(s);
        yield number == null ? 0 : number;
      }
      case null, default -> 0;
    };
  }

  /** As the processors do on which Go programs run: what does not fit is the smallest number. */
  static long truncated(double value) {
    return value > -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }

  private static String withoutZeroDecimals(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '0') {
      end--;
    }
    boolean zeros = end < text.length() && end > 0 && text.charAt(end - 1) == '.';
    return zeros ? text.substring(0, end - 1) : text;
  }
}
