package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.value.GoText;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Taking fields, items and slices out of values. */
final class Access {
  private Access() {}

  /** {@code from[key]}; an absent field of a map is nil, everything else absent is an error. */
  static @Nullable Object fetch(@Nullable Object from, @Nullable Object key) {
    return switch (from) {
      case Map<?, ?> map -> map.get(mapKey(map, key));
      case List<?> list -> list.get(index(key, list.size()));
      case String text -> {
        byte[] bytes = GoText.bytes(text);
        yield (long) (bytes[index(key, bytes.length)] & 0xff);
      }
      case byte[] bytes -> (long) (bytes[index(key, bytes.length)] & 0xff);
      case ZonedDateTime time -> method(from, key, TimeMethods.of(time, key));
      case Duration duration -> method(from, key, TimeMethods.of(duration, key));
      case null, default -> throw cannotFetch(from, key);
    };
  }

  /** As {@link #fetch}, but nil where there is nothing. */
  static @Nullable Object get(@Nullable Object from, @Nullable Object key) {
    return switch (from) {
      case Map<?, ?> map -> map.get(mapKey(map, key));
      case List<?> list -> {
        long index = wrapped(GoTypes.toInt(key), list.size());
        yield index >= 0 && index < list.size() ? list.get((int) index) : null;
      }
      case String text -> {
        byte[] bytes = GoText.bytes(text);
        long index = wrapped(GoTypes.toInt(key), bytes.length);
        yield index >= 0 && index < bytes.length ? (long) (bytes[(int) index] & 0xff) : null;
      }
      case null, default -> null;
    };
  }

  static Object slice(@Nullable Object from, @Nullable Object start, @Nullable Object end) {
    return switch (from) {
      case List<?> list -> {
        int size = list.size();
        int high = bound(end == null ? size : GoTypes.toInt(end), size);
        yield list.subList(
            Math.min(bound(start == null ? 0 : GoTypes.toInt(start), size), high), high);
      }
      case String text -> {
        byte[] bytes = GoText.bytes(text);
        int high = bound(end == null ? bytes.length : GoTypes.toInt(end), bytes.length);
        int low = bound(start == null ? 0 : GoTypes.toInt(start), bytes.length);
        yield GoText.of(bytes, Math.min(low, high), high);
      }
      case null, default -> throw new FunctionException("cannot slice " + ExprValues.text(start));
    };
  }

  static boolean in(@Nullable Object needle, @Nullable Object where, Runnable step) {
    return switch (where) {
      case null -> false;
      case Map<?, ?> map -> map.containsKey(mapKey(map, needle));
      case List<?> list -> {
        for (Object item : list) {
          step.run();
          if (Equality.equal(item, needle)) {
            yield true;
          }
        }
        yield false;
      }
      default ->
          throw new FunctionException("operator \"in\" not defined on " + GoTypes.name(where));
    };
  }

  /** Maps of values have text as keys; those of {@code groupBy} and {@code fromPairs} any value. */
  private static Object mapKey(Map<?, ?> map, @Nullable Object key) {
    if (key == null) {
      return map instanceof AnyKeyMap ? AnyKeyMap.NIL : "";
    }
    if (!(key instanceof String) && !(map instanceof AnyKeyMap)) {
      throw new FunctionException(
          "reflect.Value.MapIndex: value of type "
              + GoTypes.name(key)
              + " is not assignable to type string");
    }
    return key;
  }

  private static NativeFunction method(
      @Nullable Object from, @Nullable Object key, @Nullable NativeFunction method) {
    if (method == null) {
      throw cannotFetch(from, key);
    }
    return method;
  }

  private static int index(@Nullable Object key, int size) {
    long index = wrapped(GoTypes.toInt(key), size);
    if (index < 0 || index >= size) {
      throw new FunctionException(
          "index out of range: " + index + " (array length is " + size + ")");
    }
    return (int) index;
  }

  private static long wrapped(long index, int size) {
    return index < 0 ? index + size : index;
  }

  private static int bound(long index, int size) {
    return (int) Math.max(0, Math.min(wrapped(index, size), size));
  }

  private static FunctionException cannotFetch(@Nullable Object from, @Nullable Object key) {
    return new FunctionException(
        "cannot fetch " + ExprValues.text(key) + " from " + GoTypes.name(from));
  }
}
