package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions on numbers. */
final class NumberBuiltins {
  static final Map<String, Builtins.Function> ALL =
      Map.ofEntries(
          Map.entry("abs", NumberBuiltins::abs),
          Map.entry("ceil", arguments -> rounded(arguments, Math::ceil)),
          Map.entry("floor", arguments -> rounded(arguments, Math::floor)),
          Map.entry("round", arguments -> rounded(arguments, NumberBuiltins::round)),
          Map.entry("int", NumberBuiltins::toInt),
          Map.entry("float", NumberBuiltins::toFloat),
          Map.entry("max", arguments -> extreme(arguments, true)),
          Map.entry("min", arguments -> extreme(arguments, false)),
          Map.entry("mean", NumberBuiltins::mean),
          Map.entry("median", NumberBuiltins::median),
          Map.entry("bitand", arguments -> bits(arguments, (a, b) -> a & b)),
          Map.entry("bitor", arguments -> bits(arguments, (a, b) -> a | b)),
          Map.entry("bitxor", arguments -> bits(arguments, (a, b) -> a ^ b)),
          Map.entry("bitnand", arguments -> bits(arguments, (a, b) -> a & ~b)),
          Map.entry("bitshl", arguments -> shifted(arguments, (a, b) -> b > 63 ? 0 : a << b)),
          Map.entry("bitshr", arguments -> shifted(arguments, (a, b) -> a >> Math.min(b, 63))),
          Map.entry("bitushr", arguments -> shifted(arguments, (a, b) -> b > 63 ? 0 : a >>> b)),
          Map.entry("bitnot", NumberBuiltins::not));

  private NumberBuiltins() {}

  /** {@code int(x)} as a value of its own, also Argo's {@code asInt}. */
  static Object toInt(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> GoTypes.truncated(number);
      case Duration duration -> Arithmetic.nanos(duration);
      case String text -> parsedInt(text);
      case null, default ->
          throw new FunctionException("invalid operation: int(" + GoTypes.name(value) + ")");
    };
  }

  /** {@code float(x)} as a value of its own, also Argo's {@code asFloat}. */
  static Object toFloat(@Nullable Object value) {
    return switch (value) {
      case Long number -> number.doubleValue();
      case Double number -> number;
      case String text -> parsedFloat(text);
      case null, default ->
          throw new FunctionException("invalid operation: float(" + GoTypes.name(value) + ")");
    };
  }

  private static Object toInt(Arguments arguments) {
    arguments.expect(1, 1);
    return toInt(arguments.value(0));
  }

  private static Object toFloat(Arguments arguments) {
    arguments.expect(1, 1);
    return toFloat(arguments.value(0));
  }

  private static long parsedInt(String text) {
    try {
      boolean ascii = text.chars().allMatch(c -> c < 0x80);
      if (ascii) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException notNumber) {
      // Reported below.
    }
    throw new FunctionException("invalid operation: int(" + text + ")");
  }

  private static double parsedFloat(String text) {
    return dev.understack.language.GoFloats.parse(text)
        .orElseThrow(() -> new FunctionException("invalid operation: float(" + text + ")"));
  }

  private static Object abs(Arguments arguments) {
    arguments.expect(1, 1);
    return switch (arguments.value(0)) {
      case Long number -> number < 0 ? -number : number;
      case Double number -> Math.abs(number);
      case null, default -> throw invalid(arguments, arguments.value(0));
    };
  }

  private static Object rounded(Arguments arguments, DoubleUnaryOperator operation) {
    arguments.expect(1, 1);
    if (!Arithmetic.isNumber(arguments.value(0))) {
      throw invalid(arguments, arguments.value(0));
    }
    return operation.applyAsDouble(GoTypes.toFloat(arguments.value(0)));
  }

  /** Halves go away from zero. */
  private static double round(double value) {
    double whole = Math.rint(value);
    boolean half = Math.abs(value - (value < 0 ? Math.ceil(value) : Math.floor(value))) == 0.5;
    return half ? Math.copySign(Math.floor(Math.abs(value)) + 1, value) : whole;
  }

  private static @Nullable Object extreme(Arguments arguments, boolean largest) {
    if (arguments.count() == 0) {
      throw new FunctionException("not enough arguments to call " + arguments.function());
    }
    boolean older = !arguments.evaluator().dialect().is117();
    if (arguments.count() == 1 && (older || !isNumbers(arguments.value(0)))) {
      return arguments.value(0);
    }
    List<?> candidates =
        arguments.evaluator().dialect().is117() ? numbers(arguments) : arguments.values();
    Object best = null;
    for (Object number : candidates) {
      boolean better =
          best == null
              || (largest
                  ? Arithmetic.less(best, number, "<")
                  : Arithmetic.less(number, best, "<"));
      best = better ? number : best;
    }
    return best;
  }

  private static boolean isNumbers(@Nullable Object value) {
    return value instanceof List<?> || Arithmetic.isNumber(value);
  }

  private static Object mean(Arguments arguments) {
    List<Object> all = numbers(arguments);
    double sum = 0;
    for (Object number : all) {
      sum += GoTypes.toFloat(number);
    }
    return all.isEmpty() ? 0.0 : sum / all.size();
  }

  private static Object median(Arguments arguments) {
    List<Double> all = new ArrayList<>();
    numbers(arguments).forEach(number -> all.add(GoTypes.toFloat(number)));
    if (all.isEmpty()) {
      return 0.0;
    }
    Collections.sort(all);
    int middle = all.size() / 2;
    return all.size() % 2 == 1
        ? all.get(middle)
        : Double.valueOf((all.get(middle - 1) + all.get(middle)) / 2);
  }

  /** All numbers in the arguments and the lists in them; expr 1.15 takes one list only. */
  private static List<Object> numbers(Arguments arguments) {
    if (!arguments.evaluator().dialect().is117()) {
      arguments.expect(1, 1);
      List<?> _ = arguments.list(0, "mean");
    }
    List<Object> all = new ArrayList<>();
    collect(arguments, arguments.values(), 0, all);
    return all;
  }

  private static void collect(Arguments arguments, List<?> from, int depth, List<Object> all) {
    arguments.evaluator().meter().depth(depth);
    for (Object value : from) {
      arguments.evaluator().meter().step();
      if (value instanceof List<?> inner) {
        collect(arguments, inner, depth + 1, all);
      } else if (value != null && Arithmetic.isNumber(value)) {
        all.add(value);
      } else {
        throw invalid(arguments, value);
      }
    }
  }

  private static Object bits(Arguments arguments, LongBinaryOperator operation) {
    arguments.expect(2, 2);
    return operation.applyAsLong(arguments.integer(0), arguments.integer(1));
  }

  private static Object shifted(Arguments arguments, LongBinaryOperator operation) {
    arguments.expect(2, 2);
    long by = arguments.integer(1);
    if (by < 0) {
      throw new FunctionException("invalid operation: negative shift count " + by + " (type int)");
    }
    return operation.applyAsLong(arguments.integer(0), by);
  }

  private static Object not(Arguments arguments) {
    arguments.expect(1, 1);
    return ~arguments.integer(0);
  }

  private static FunctionException invalid(Arguments arguments, @Nullable Object value) {
    return new FunctionException(
        "invalid argument for " + arguments.function() + " (type " + GoTypes.name(value) + ")");
  }
}
