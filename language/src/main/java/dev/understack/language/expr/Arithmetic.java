package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators on numbers, texts, times and durations. */
final class Arithmetic {
  private Arithmetic() {}

  static Object add(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x + y;
    }
    if (isNumber(a) && isNumber(b)) {
      return GoTypes.toFloat(a) + GoTypes.toFloat(b);
    }
    if (a instanceof String x && b instanceof String y) {
      return x + y;
    }
    if (a instanceof ZonedDateTime time && b instanceof Duration duration) {
      return moved(time, duration);
    }
    if (a instanceof Duration duration && b instanceof ZonedDateTime time) {
      return moved(time, duration);
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return nanos(nanos(x) + nanos(y));
    }
    throw mismatch(a, "+", b);
  }

  static Object subtract(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x - y;
    }
    if (isNumber(a) && isNumber(b)) {
      return GoTypes.toFloat(a) - GoTypes.toFloat(b);
    }
    if (a instanceof ZonedDateTime x && b instanceof ZonedDateTime y) {
      return nanos(nanos(Duration.between(y, x)));
    }
    if (a instanceof ZonedDateTime time && b instanceof Duration duration) {
      return moved(time, duration.negated());
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return nanos(nanos(x) - nanos(y));
    }
    throw mismatch(a, "-", b);
  }

  static Object multiply(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x * y;
    }
    if (isNumber(a) && isNumber(b)) {
      return GoTypes.toFloat(a) * GoTypes.toFloat(b);
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return nanos(nanos(x) * nanos(y));
    }
    if (a instanceof Duration x && isNumber(b)) {
      return scaled(x, b);
    }
    if (isNumber(a) && b instanceof Duration y) {
      return scaled(y, a);
    }
    throw mismatch(a, "*", b);
  }

  static Object divide(@Nullable Object a, @Nullable Object b) {
    if (isNumber(a) && isNumber(b)) {
      return GoTypes.toFloat(a) / GoTypes.toFloat(b);
    }
    throw mismatch(a, "/", b);
  }

  static Object modulo(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      if (y == 0) {
        throw new FunctionException("integer divide by zero");
      }
      return x % y;
    }
    throw mismatch(a, "%", b);
  }

  static Object power(@Nullable Object a, @Nullable Object b) {
    double base = GoTypes.toFloat(a);
    double exponent = GoTypes.toFloat(b);
    // Go: 1 to any power is 1, also to NaN and the infinities.
    return base == 1 || (base == -1 && Double.isInfinite(exponent))
        ? 1.0
        : Math.pow(base, exponent);
  }

  static Object negate(@Nullable Object value) {
    return switch (value) {
      case Long number -> -number;
      case Double number -> -number;
      case null, default ->
          throw new FunctionException("invalid operation: - " + GoTypes.name(value));
    };
  }

  /** Order of two values; {@code operator} is for the message. NaN is not below anything. */
  static boolean less(@Nullable Object a, @Nullable Object b, String operator) {
    if (a instanceof Long x && b instanceof Long y) {
      return x < y;
    }
    if (isNumber(a) && isNumber(b)) {
      return GoTypes.toFloat(a) < GoTypes.toFloat(b);
    }
    if (a instanceof String x && b instanceof String y) {
      return dev.understack.language.value.GoText.compare(x, y) < 0;
    }
    if (a instanceof ZonedDateTime x && b instanceof ZonedDateTime y) {
      return x.isBefore(y);
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.compareTo(y) < 0;
    }
    throw mismatch(a, operator, b);
  }

  static List<Object> range(@Nullable Object from, @Nullable Object to) {
    long low = GoTypes.toInt(from);
    long high = GoTypes.toInt(to);
    if (high < low) {
      return List.of();
    }
    long size = high - low + 1;
    if (size < 0 || size >= 1_000_000) {
      throw new FunctionException("memory budget exceeded");
    }
    List<Object> all = new ArrayList<>((int) size);
    for (long i = low; i <= high; i++) {
      all.add(i);
    }
    return all;
  }

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof Double;
  }

  /** Nanoseconds, at the ends of Go's range when there are more. */
  static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  private static Duration nanos(long nanos) {
    return Duration.ofNanos(nanos);
  }

  private static Object scaled(Duration duration, @Nullable Object number) {
    return number instanceof Long whole
        ? nanos(nanos(duration) * whole)
        : (Object) (nanos(duration) * GoTypes.toFloat(number));
  }

  private static ZonedDateTime moved(ZonedDateTime time, Duration duration) {
    try {
      return time.plus(duration);
    } catch (DateTimeException | ArithmeticException tooFar) {
      throw new FunctionException("time out of range");
    }
  }

  private static FunctionException mismatch(
      @Nullable Object a, String operator, @Nullable Object b) {
    return new FunctionException(
        "invalid operation: " + GoTypes.name(a) + " " + operator + " " + GoTypes.name(b));
  }
}
