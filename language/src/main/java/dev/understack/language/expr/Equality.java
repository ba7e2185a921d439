package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality of values: whole numbers and floats are compared by what they stand for. */
final class Equality {
  private static final int DEEPEST = 1_000;

  private Equality() {}

  static boolean equal(@Nullable Object a, @Nullable Object b) {
    return equal(a, b, 0, false);
  }

  /** As {@link #equal}, but inside lists a whole number never equals a float. */
  static boolean equalStrictly(@Nullable Object a, @Nullable Object b) {
    return equal(a, b, 0, a instanceof List<?> && b instanceof List<?>);
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b, int depth, boolean strict) {
    if (depth > DEEPEST) {
      throw new FunctionException("nesting is deeper than " + DEEPEST);
    }
    if (Arithmetic.isNumber(a) && Arithmetic.isNumber(b)) {
      return numbers(a, b, strict);
    }
    if (a instanceof ZonedDateTime x && b instanceof ZonedDateTime y) {
      return x.isEqual(y);
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size() && items(x.iterator(), y.iterator(), depth, strict);
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.size() == y.size() && entries(x, y, depth);
    }
    if (a instanceof byte[] x && b instanceof byte[] y) {
      return Arrays.equals(x, y);
    }
    return a == null ? b == null : a.equals(b);
  }

  private static boolean numbers(@Nullable Object a, @Nullable Object b, boolean strict) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    }
    boolean mixed = a instanceof Long || b instanceof Long;
    return !(strict && mixed) && GoTypes.toFloat(a) == GoTypes.toFloat(b);
  }

  private static boolean items(Iterator<?> a, Iterator<?> b, int depth, boolean strict) {
    while (a.hasNext()) {
      if (!equal(a.next(), b.next(), depth + 1, strict)) {
        return false;
      }
    }
    return true;
  }

  /** Inside maps Go compares without any conversion. */
  private static boolean entries(Map<?, ?> a, Map<?, ?> b, int depth) {
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      if (!b.containsKey(entry.getKey())
          || !equal(entry.getValue(), b.get(entry.getKey()), depth + 1, true)) {
        return false;
      }
    }
    return true;
  }
}
