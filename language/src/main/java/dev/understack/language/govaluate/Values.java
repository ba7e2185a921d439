package dev.understack.language.govaluate;

import com.google.re2j.Pattern;
import dev.understack.language.Limits;
import dev.understack.language.fmt.GoFmt;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts and equality of values as govaluate has them from Go. */
final class Values {
  private static final GoFmt FORMAT = new GoFmt(Limits.DEFAULT);

  private Values() {}

  /** What Go prints for a value. */
  static String text(@Nullable Object value) {
    return value instanceof Pattern pattern
        ? pattern.pattern()
        : FORMAT.sprint(Collections.singletonList(value));
  }

  /** Numbers are floats; everything else stays. */
  static @Nullable Object parameter(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : value;
  }

  /** Equality without any conversion. */
  static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Double x && b instanceof Double y) {
      return x.doubleValue() == y.doubleValue();
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size() && equalItems(x.iterator(), y.iterator());
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> equal(x.get(key), y.get(key)));
    }
    return a == null ? b == null : a.equals(b);
  }

  private static boolean equalItems(Iterator<?> a, Iterator<?> b) {
    while (a.hasNext()) {
      if (!equal(a.next(), b.next())) {
        return false;
      }
    }
    return true;
  }
}
