package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on lists. They return new lists. */
final class ListFunctions {
  private static final GoType ANY = GoType.ANY;

  private ListFunctions() {}

  static void addTo(FunctionTable table) {
    table.variadic("list", a -> copyOf(a.from(0)), ANY);
    table.variadic("tuple", a -> copyOf(a.from(0)), ANY);
    table.addMust("append", ListFunctions::pushed, ANY, ANY);
    table.addMust("push", ListFunctions::pushed, ANY, ANY);
    table.addMust("prepend", ListFunctions::prepended, ANY, ANY);
    table.addMust("first", a -> end(a, "first", true), ANY);
    table.addMust("last", a -> end(a, "last", false), ANY);
    table.addMust("rest", a -> part(a, "rest", 1, 0), ANY);
    table.addMust("initial", a -> part(a, "initial", 0, 1), ANY);
    table.addMust("reverse", ListFunctions::reversed, ANY);
    table.addMust("compact", ListFunctions::compacted, ANY);
    table.addMust("uniq", ListFunctions::unique, ANY);
    table.variadicMust("without", ListFunctions::without, ANY, ANY);
    table.addMust("has", ListFunctions::has, ANY, ANY);
    table.variadicMust("slice", ListFunctions::slice, ANY, ANY);
    table.variadic("concat", ListFunctions::concatenated, ANY);
    table.addMust("chunk", ListFunctions::chunked, GoType.INT, ANY);
  }

  private static List<@Nullable Object> copyOf(List<? extends @Nullable Object> values) {
    return new ArrayList<@Nullable Object>(values);
  }

  private static List<@Nullable Object> elements(Arguments a, int index, String what) {
    return Lists.elements(a.any(index), "Cannot find " + what + " on type ");
  }

  private static List<@Nullable Object> pushed(Arguments a) {
    List<@Nullable Object> list = Lists.elements(a.any(0), "Cannot push on type ");
    list.add(a.any(1));
    return list;
  }

  private static List<@Nullable Object> prepended(Arguments a) {
    List<@Nullable Object> list = Lists.elements(a.any(0), "Cannot prepend on type ");
    list.addFirst(a.any(1));
    return list;
  }

  private static @Nullable Object end(Arguments a, String what, boolean first) {
    List<@Nullable Object> list = elements(a, 0, what);
    if (list.isEmpty()) {
      return null;
    }
    return first ? list.getFirst() : list.getLast();
  }

  private static List<@Nullable Object> part(Arguments a, String what, int fromStart, int fromEnd) {
    List<@Nullable Object> list = elements(a, 0, what);
    return list.isEmpty() ? list : copyOf(list.subList(fromStart, list.size() - fromEnd));
  }

  private static List<@Nullable Object> reversed(Arguments a) {
    return copyOf(elements(a, 0, "reverse").reversed());
  }

  private static List<@Nullable Object> compacted(Arguments a) {
    List<@Nullable Object> list = Lists.elements(a.any(0), "Cannot compact on type ");
    list.removeIf(value -> !GoValues.truth(value));
    return list;
  }

  private static List<@Nullable Object> unique(Arguments a) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object value : elements(a, 0, "uniq")) {
      if (!Lists.contains(result, value)) {
        result.add(value);
      }
    }
    return result;
  }

  private static List<@Nullable Object> without(Arguments a) {
    List<? extends @Nullable Object> omitted = a.from(1);
    List<@Nullable Object> list = elements(a, 0, "without");
    list.removeIf(value -> Lists.contains(omitted, value));
    return list;
  }

  private static boolean has(Arguments a) {
    return a.any(1) != null && Lists.contains(elements(a, 1, "has"), a.any(0));
  }

  private static @Nullable Object slice(Arguments a) {
    Object value = a.any(0);
    List<@Nullable Object> list =
        Lists.elements(value, "list should be type of slice or array but ");
    if (list.isEmpty()) {
      return null;
    }
    long start = a.size() > 1 ? Casts.toLong(a.any(1)) : 0;
    long end = a.size() > 2 ? Casts.toLong(a.any(2)) : list.size();
    if (start < 0 || end > list.size() || start > end) {
      throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
    }
    List<@Nullable Object> part = list.subList((int) start, (int) end);
    return switch (value) {
      case TypedList typed -> TypedList.of(typed.elementType(), part);
      case byte[] bytes -> Arrays.copyOfRange(bytes, (int) start, (int) end);
      case null, default -> copyOf(part);
    };
  }

  private static List<@Nullable Object> concatenated(Arguments a) {
    List<@Nullable Object> result = new ArrayList<>();
    for (Object value : a.from(0)) {
      if (value != null && GoValues.kind(value) != GoKind.SLICE) {
        throw new FunctionException("Cannot concat type " + GoValues.kind(value) + " as list");
      }
      result.addAll(Lists.elements(value, "Cannot concat type "));
    }
    return result;
  }

  private static TypedList chunked(Arguments a) {
    int size = a.integer(0);
    List<@Nullable Object> list = Lists.elements(a.any(1), "Cannot chunk type ");
    if (size <= 0) {
      throw new FunctionException("runtime error: makeslice: len out of range");
    }
    List<List<@Nullable Object>> chunks = new ArrayList<>();
    for (int i = 0; i < list.size(); i += size) {
      chunks.add(copyOf(list.subList(i, Math.min(list.size(), i + size))));
    }
    return TypedList.of("[]" + GoValues.ANY, chunks);
  }
}
