package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import dev.understack.language.value.TypedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The functions {@code index} and {@code slice}. */
final class Indexing {
  private Indexing() {}

  static Object index(Arguments arguments) {
    Object item = Boxed.open(Builtins.at(arguments, 0));
    if (item == Absent.VALUE) {
      throw new FunctionException("index of untyped nil");
    }
    for (int i = 1; i < arguments.size(); i++) {
      Object container = Boxed.open(item);
      if (container == Absent.VALUE) {
        throw new FunctionException("index of nil pointer");
      }
      item = element(container, Boxed.open(Builtins.at(arguments, i)));
    }
    return item;
  }

  private static Object element(Object container, Object index) {
    return switch (container) {
      case String s -> {
        byte[] bytes = GoText.bytes(s);
        yield GoInteger.byteOf(bytes[within(index, bytes.length, "string")]);
      }
      case byte[] bytes -> GoInteger.byteOf(bytes[within(index, bytes.length, "slice")]);
      case List<?> list -> {
        Object value = list.get(within(index, list.size(), "slice"));
        yield list instanceof TypedList && value != null ? value : new Boxed(value);
      }
      case Map<?, ?> map -> entry(map, index);
      default ->
          throw new FunctionException("can't index item of type " + GoValues.type(container));
    };
  }

  private static Object entry(Map<?, ?> map, Object key) {
    if (key == Absent.VALUE) {
      throw new FunctionException("value is nil; should be of type string");
    }
    if (!(key instanceof String name)) {
      throw new FunctionException("value has type " + GoValues.type(key) + "; should be string");
    }
    Object value = Evaluator.element(map, name);
    if (value != Absent.VALUE) {
      return value;
    }
    boolean strings = map instanceof TypedMap typed && typed.valueType().equals("string");
    return strings ? "" : new Boxed(null);
  }

  private static int within(Object index, int length, String what) {
    int i = position(index, length);
    if (i == length) {
      throw new FunctionException("reflect: " + what + " index out of range");
    }
    return i;
  }

  private static int position(Object index, int length) {
    if (index == Absent.VALUE) {
      throw new FunctionException("cannot index slice/array with nil");
    }
    if (!(index instanceof Long) && !(index instanceof GoInteger)) {
      throw new FunctionException("cannot index slice/array with type " + GoValues.type(index));
    }
    long i = GoValues.integer(index);
    if (i < 0 || i > length) {
      throw new FunctionException("index out of range: " + i);
    }
    return (int) i;
  }

  static Object slice(Arguments arguments) {
    Object item = Boxed.open(Builtins.at(arguments, 0));
    if (item == Absent.VALUE) {
      throw new FunctionException("slice of untyped nil");
    }
    int count = arguments.size() - 1;
    if (count > 3) {
      throw new FunctionException("too many slice indexes: " + count);
    }
    int length = length(item, count);
    int[] bounds = {0, length, length};
    for (int i = 0; i < count; i++) {
      bounds[i] = position(Boxed.open(Builtins.at(arguments, i + 1)), length);
    }
    for (int i = 0; i < 2; i++) {
      if (bounds[i] > bounds[i + 1] && (i == 0 || count == 3)) {
        throw new FunctionException("invalid slice index: " + bounds[i] + " > " + bounds[i + 1]);
      }
    }
    return switch (item) {
      case String s -> GoText.slice(s, bounds[0], bounds[1]);
      case byte[] b -> Arrays.copyOfRange(b, bounds[0], bounds[1]);
      case TypedList l -> TypedList.of(l.elementType(), l.subList(bounds[0], bounds[1]));
      case List<?> l -> new ArrayList<Object>(l.subList(bounds[0], bounds[1]));
      default -> throw new FunctionException("can't slice item of type " + GoValues.type(item));
    };
  }

  private static int length(Object item, int indexes) {
    return switch (item) {
      case String s -> {
        if (indexes == 3) {
          throw new FunctionException("cannot 3-index slice a string");
        }
        yield GoText.length(s);
      }
      case byte[] b -> b.length;
      case List<?> l -> l.size();
      default -> throw new FunctionException("can't slice item of type " + GoValues.type(item));
    };
  }
}
