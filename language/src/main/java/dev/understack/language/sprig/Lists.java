package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoObject;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import dev.understack.language.value.TypedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Go's reflection tells sprig about lists and about equal values. */
final class Lists {
  static final String NIL_DEREFERENCE =
      "runtime error: invalid memory address or nil pointer dereference";
  private static final int DEEPEST = 500;

  private Lists() {}

  /**
   * The elements of a list in a new list.
   *
   * @param problem start of the error for values of another kind
   */
  static List<@Nullable Object> elements(@Nullable Object value, String problem) {
    if (value == null) {
      throw new FunctionException(NIL_DEREFERENCE);
    }
    if (value instanceof List<?> list) {
      return new ArrayList<@Nullable Object>(list);
    }
    if (value instanceof byte[] bytes) {
      List<@Nullable Object> elements = new ArrayList<>(bytes.length);
      for (byte b : bytes) {
        elements.add(GoInteger.byteOf(b));
      }
      return elements;
    }
    throw new FunctionException(problem + GoValues.kind(value));
  }

  static boolean contains(List<? extends @Nullable Object> list, @Nullable Object wanted) {
    for (Object element : list) {
      if (equal(wanted, element)) {
        return true;
      }
    }
    return false;
  }

  /** Go's {@code reflect.DeepEqual}: types count as well. */
  static boolean equal(@Nullable Object left, @Nullable Object right) {
    return equal(left, right, 0);
  }

  private static boolean equal(@Nullable Object left, @Nullable Object right, int depth) {
    if (depth > DEEPEST) {
      throw new FunctionException("value is nested more than " + DEEPEST + " deep");
    }
    if (left == null || right == null) {
      return left == null && right == null;
    }
    if (left instanceof byte[] a && right instanceof byte[] b) {
      return Arrays.equals(a, b);
    }
    if (!GoValues.type(left).equals(GoValues.type(right))) {
      return false;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = equal(a.get(i), b.get(i), depth + 1);
      }
      return same;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      boolean same = a.keySet().equals(b.keySet());
      for (Map.Entry<?, ?> entry : a.entrySet()) {
        same = same && equal(entry.getValue(), b.get(entry.getKey()), depth + 1);
      }
      return same;
    }
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    return Objects.equals(left, right) && GoValues.kind(left) != GoKind.FUNC;
  }

  /** A copy in which no list or map is shared. */
  static @Nullable Object copy(@Nullable Object value) {
    return copy(value, 0);
  }

  private static @Nullable Object copy(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new FunctionException("value is nested more than " + DEEPEST + " deep");
    }
    return switch (value) {
      case null -> null;
      case TypedList l -> l;
      case TypedMap m -> m;
      case GoObject o -> o;
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>(list.size());
        for (Object element : list) {
          copy.add(copy(element, depth + 1));
        }
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, element) -> copy.put(String.valueOf(key), copy(element, depth + 1)));
        yield copy;
      }
      default -> value;
    };
  }
}
