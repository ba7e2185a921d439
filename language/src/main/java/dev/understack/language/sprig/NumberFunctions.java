package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoNumbers;
import dev.understack.language.value.GoType;
import dev.understack.language.value.TypedList;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Arithmetic and number sequences. */
final class NumberFunctions {
  private static final GoType ANY = GoType.ANY;
  private static final GoType INT = GoType.INT;
  private static final int DIVISION_DIGITS = 16;

  private final FunctionTable table;
  private final Texts texts;

  private NumberFunctions(FunctionTable table, Texts texts) {
    this.table = table;
    this.texts = texts;
  }

  static void addTo(FunctionTable table, Texts texts) {
    NumberFunctions numbers = new NumberFunctions(table, texts);
    numbers.addConversions();
    numbers.addIntegers();
    numbers.addFloats();
    numbers.addSequences();
  }

  private void addConversions() {
    table.add("atoi", a -> decimal(a.text(0)), GoType.STRING);
    table.add("int", a -> Casts.toLong(a.any(0)), ANY);
    table.add("int64", a -> int64(Casts.toLong(a.any(0))), ANY);
    table.add("float64", a -> Casts.toDouble(a.any(0)), ANY);
    table.add("toDecimal", a -> int64(octal(texts.of(a.any(0)))), ANY);
  }

  private void addIntegers() {
    table.add("add1", a -> int64(Casts.toLong(a.any(0)) + 1), ANY);
    table.variadic("add", a -> int64(folded(a, 0, 0, Long::sum)), ANY);
    table.add("sub", a -> int64(Casts.toLong(a.any(0)) - Casts.toLong(a.any(1))), ANY, ANY);
    table.add("div", a -> int64(Casts.toLong(a.any(0)) / divisor(a.any(1))), ANY, ANY);
    table.add("mod", a -> int64(Casts.toLong(a.any(0)) % divisor(a.any(1))), ANY, ANY);
    table.variadic("mul", a -> int64(folded(a, first(a), 1, (x, y) -> x * y)), ANY, ANY);
    table.variadic("max", a -> int64(folded(a, first(a), 1, Math::max)), ANY, ANY);
    table.variadic("biggest", a -> int64(folded(a, first(a), 1, Math::max)), ANY, ANY);
    table.variadic("min", a -> int64(folded(a, first(a), 1, Math::min)), ANY, ANY);
  }

  private void addFloats() {
    table.add("add1f", a -> decimal(a.any(0)).add(BigDecimal.ONE).doubleValue(), ANY);
    table.variadic("addf", a -> exact(a, BigDecimal.ZERO, 0, BigDecimal::add), ANY);
    table.variadic("subf", a -> exact(a, decimal(a.any(0)), 1, BigDecimal::subtract), ANY, ANY);
    table.variadic("mulf", a -> exact(a, decimal(a.any(0)), 1, BigDecimal::multiply), ANY, ANY);
    table.variadic("divf", a -> exact(a, decimal(a.any(0)), 1, NumberFunctions::divide), ANY, ANY);
    table.variadic("maxf", a -> folded(a, Math::max), ANY, ANY);
    table.variadic("minf", a -> folded(a, Math::min), ANY, ANY);
    table.add("floor", a -> Math.floor(Casts.toDouble(a.any(0))), ANY);
    table.add("ceil", a -> Math.ceil(Casts.toDouble(a.any(0))), ANY);
    table.variadic("round", NumberFunctions::rounded, ANY, INT, GoType.FLOAT64);
  }

  private void addSequences() {
    table.add("until", a -> steps(0, a.integer(0), a.integer(0) < 0 ? -1 : 1), INT);
    table.add("untilStep", a -> steps(a.integer(0), a.integer(1), a.integer(2)), INT, INT, INT);
    table.variadic("seq", this::sequence, INT);
  }

  private static GoInteger int64(long value) {
    return GoInteger.int64(value);
  }

  private static long first(Arguments a) {
    return Casts.toLong(a.any(0));
  }

  private static long folded(Arguments a, long start, int from, LongBinaryOperator operator) {
    long result = start;
    for (Object value : a.from(from)) {
      result = operator.applyAsLong(result, Casts.toLong(value));
    }
    return result;
  }

  private static double folded(Arguments a, DoubleBinaryOperator operator) {
    double result = Casts.toDouble(a.any(0));
    for (Object value : a.from(1)) {
      result = operator.applyAsDouble(result, Casts.toDouble(value));
    }
    return result;
  }

  private static long divisor(@Nullable Object value) {
    long divisor = Casts.toLong(value);
    if (divisor == 0) {
      throw new FunctionException("runtime error: integer divide by zero");
    }
    return divisor;
  }

  private static double exact(
      Arguments a, BigDecimal start, int from, BinaryOperator<BigDecimal> operator) {
    BigDecimal result = start;
    for (Object value : a.from(from)) {
      result = operator.apply(result, decimal(value));
    }
    return result.doubleValue();
  }

  private static BigDecimal decimal(@Nullable Object value) {
    double number = Casts.toDouble(value);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      String shown = Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
      throw new FunctionException("Cannot create a Decimal from " + shown);
    }
    return new BigDecimal(Double.toString(number));
  }

  private static BigDecimal divide(BigDecimal left, BigDecimal right) {
    if (right.signum() == 0) {
      throw new FunctionException("decimal division by 0");
    }
    return left.divide(right, DIVISION_DIGITS, RoundingMode.HALF_UP);
  }

  private static Double rounded(Arguments a) {
    double roundOn = a.size() > 2 && a.any(2) instanceof Double given ? given : 0.5;
    double power = Math.pow(10, a.integer(1));
    double digit = power * Casts.toDouble(a.any(0));
    double fraction = digit - (digit < 0 ? Math.ceil(digit) : Math.floor(digit));
    double rounded = fraction >= roundOn ? Math.ceil(digit) : Math.floor(digit);
    return rounded / power;
  }

  /** As strconv.Atoi, whose error sprig drops: what is too large is the largest number. */
  private static Long decimal(String text) {
    if (!text.matches("[+-]?[0-9]{1,1000}")) {
      return 0L;
    }
    BigInteger number = new BigInteger(text);
    if (number.bitLength() < Long.SIZE) {
      return number.longValue();
    }
    return number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  private static long octal(String text) {
    String digits = text.replaceFirst("^[+-]", "");
    BigInteger number =
        digits.matches("[0-7]+") ? GoNumbers.integer("0" + digits) : BigInteger.ZERO;
    if (number == null || number.bitLength() > 63) {
      return 0;
    }
    return text.startsWith("-") ? -number.longValue() : number.longValue();
  }

  private TypedList steps(long start, long stop, long step) {
    List<Long> values = new ArrayList<>();
    if (step == 0 || (stop < start) != (step < 0)) {
      return TypedList.of("int", values);
    }
    table.checkSize(Math.abs((stop - start) / step) * 8);
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      values.add(i);
    }
    return TypedList.of("int", values);
  }

  private String sequence(Arguments a) {
    return switch (a.size()) {
      case 1 -> {
        int step = a.integer(0) < 1 ? -1 : 1;
        yield joined(steps(1, (long) a.integer(0) + step, step));
      }
      case 2 -> {
        int step = a.integer(1) < a.integer(0) ? -1 : 1;
        yield joined(steps(a.integer(0), (long) a.integer(1) + step, step));
      }
      case 3 -> {
        boolean down = a.integer(2) < a.integer(0);
        int step = a.integer(1);
        yield down && step > 0
            ? ""
            : joined(steps(a.integer(0), (long) a.integer(2) + (down ? -1 : 1), step));
      }
      default -> "";
    };
  }

  private static String joined(List<?> numbers) {
    return String.join(" ", numbers.stream().map(String::valueOf).toList());
  }
}
