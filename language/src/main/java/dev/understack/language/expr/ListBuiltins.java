package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.Meter;
import dev.understack.language.value.GoText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on lists. */
final class ListBuiltins {
  static final Map<String, Builtins.Function> ALL =
      Map.ofEntries(
          Map.entry("len", ListBuiltins::len),
          Map.entry("first", arguments -> end(arguments, 0)),
          Map.entry("last", arguments -> end(arguments, -1)),
          Map.entry("get", ListBuiltins::get),
          Map.entry("take", ListBuiltins::take),
          Map.entry("reverse", ListBuiltins::reverse),
          Map.entry("uniq", ListBuiltins::uniq),
          Map.entry("concat", ListBuiltins::concat),
          Map.entry("flatten", ListBuiltins::flatten),
          Map.entry("sum", ListBuiltins::sum),
          Map.entry("sort", ListBuiltins::sort),
          Map.entry("sortBy", ListBuiltins::sortByField));

  private ListBuiltins() {}

  /** Whether an argument asks for descending order. */
  static boolean descending(@Nullable Object order) {
    if (!(order instanceof String text)) {
      throw new FunctionException("sortBy order argument must be a string");
    }
    return switch (text) {
      case "asc" -> false;
      case "desc" -> true;
      default -> throw new FunctionException("invalid order " + text + ", expected asc or desc");
    };
  }

  /** Order for sorting; NaN is below every number so that the order stays consistent. */
  static int compare(@Nullable Object a, @Nullable Object b, boolean descending, Meter meter) {
    meter.step();
    int order;
    if ((a instanceof Double x && x.isNaN()) || (b instanceof Double y && y.isNaN())) {
      order = Double.compare(nanFirst(a), nanFirst(b));
    } else if (Arithmetic.less(a, b, "<")) {
      order = -1;
    } else {
      order = Arithmetic.less(b, a, "<") ? 1 : 0;
    }
    return descending ? -order : order;
  }

  private static double nanFirst(@Nullable Object value) {
    double number = GoTypes.toFloat(value);
    return Double.isNaN(number) ? Double.NEGATIVE_INFINITY : number;
  }

  private static Object len(Arguments arguments) {
    arguments.expect(1, 1);
    return switch (arguments.value(0)) {
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      case byte[] bytes -> (long) bytes.length;
      case String text ->
          arguments.evaluator().dialect().is117()
              ? (long) GoText.runes(text)
              : (long) GoText.length(text);
      case null, default ->
          throw new FunctionException(
              "invalid argument for len (type " + GoTypes.name(arguments.value(0)) + ")");
    };
  }

  private static @Nullable Object end(Arguments arguments, long index) {
    arguments.expect(1, 1);
    return found(arguments, arguments.value(0), index);
  }

  private static @Nullable Object get(Arguments arguments) {
    arguments.expect(2, 2);
    return found(arguments, arguments.value(0), arguments.value(1));
  }

  /** In expr 1.15 what cannot be asked for is nil. */
  private static @Nullable Object found(
      Arguments arguments, @Nullable Object from, @Nullable Object key) {
    if (arguments.evaluator().dialect().is117()) {
      return Access.get(from, key);
    }
    try {
      return from instanceof Map<?, ?> && !(key instanceof String) ? null : Access.get(from, key);
    } catch (FunctionException nothing) {
      return null;
    }
  }

  private static Object take(Arguments arguments) {
    arguments.expect(2, 2);
    List<?> list = arguments.list(0, "take from");
    if (!(arguments.value(1) instanceof Long count)) {
      throw new FunctionException(
          "cannot take " + Arguments.kind(arguments.value(1)) + " elements");
    }
    if (count < 0) {
      throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
    }
    return list.subList(0, (int) Math.min(count, list.size()));
  }

  private static Object reverse(Arguments arguments) {
    arguments.expect(1, 1);
    List<@Nullable Object> reversed = new ArrayList<>(arguments.list(0, "reverse"));
    Collections.reverse(reversed);
    return reversed;
  }

  private static Object uniq(Arguments arguments) {
    arguments.expect(1, 1);
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : arguments.list(0, "uniq")) {
      boolean known = false;
      for (int i = 0; i < kept.size() && !known; i++) {
        arguments.evaluator().meter().step();
        known = Equality.equal(item, kept.get(i));
      }
      if (!known) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static Object concat(Arguments arguments) {
    if (arguments.count() == 0) {
      throw new FunctionException("invalid number of arguments (expected at least 1, got 0)");
    }
    List<@Nullable Object> all = new ArrayList<>();
    for (int i = 0; i < arguments.count(); i++) {
      List<?> list = arguments.list(i, "concat");
      arguments.evaluator().meter().spend(8L * list.size());
      all.addAll(list);
    }
    return all;
  }

  private static Object flatten(Arguments arguments) {
    arguments.expect(1, 1);
    List<@Nullable Object> all = new ArrayList<>();
    flatten(arguments.list(0, "flatten"), 0, arguments.evaluator().meter(), all);
    return all;
  }

  private static void flatten(List<?> from, int depth, Meter meter, List<@Nullable Object> all) {
    meter.depth(depth);
    for (Object item : from) {
      meter.step();
      if (item instanceof List<?> inner) {
        flatten(inner, depth + 1, meter, all);
      } else {
        all.add(item);
      }
    }
  }

  private static Object sum(Arguments arguments) {
    arguments.expect(1, 1);
    Object sum = 0L;
    for (Object item : arguments.list(0, "sum")) {
      if (!Arithmetic.isNumber(item)) {
        throw new FunctionException("cannot sum " + Arguments.kind(item));
      }
      sum = Arithmetic.add(sum, item);
    }
    return sum;
  }

  private static Object sort(Arguments arguments) {
    arguments.expect(1, 2);
    boolean descending = arguments.count() == 2 && descending(arguments.value(1));
    List<@Nullable Object> sorted = new ArrayList<>(arguments.list(0, "sort"));
    sorted.sort((a, b) -> compare(a, b, descending, arguments.evaluator().meter()));
    return sorted;
  }

  private static Object sortByField(Arguments arguments) {
    arguments.expect(2, 3);
    boolean descending = arguments.count() == 3 && descending(arguments.value(2));
    String field = arguments.text(1);
    List<@Nullable Object> sorted = new ArrayList<>(arguments.list(0, "sort"));
    sorted.sort((a, b) ->
        compare(
            Access.fetch(a, field),
            Access.fetch(b, field),
            descending,
            arguments.evaluator().meter()));
    return sorted;
  }
}
