package dev.understack.language.lua;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The library {@code math}. */
final class MathLibrary {
  private MathLibrary() {}

  static void addTo(Machine machine) {
    LuaTable table = new LuaTable();
    Library library = new Library(machine, table);
    library.constant("pi", Math.PI);
    library.constant("huge", Double.MAX_VALUE);
    unary(library, "abs", Math::abs);
    unary(library, "acos", Math::acos);
    unary(library, "asin", Math::asin);
    unary(library, "atan", Math::atan);
    unary(library, "ceil", Math::ceil);
    unary(library, "cos", Math::cos);
    unary(library, "cosh", Math::cosh);
    unary(library, "deg", x -> x * 180 / Math.PI);
    unary(library, "exp", Math::exp);
    unary(library, "floor", Math::floor);
    unary(library, "log", Math::log);
    unary(library, "log10", Math::log10);
    unary(library, "rad", x -> x * Math.PI / 180);
    unary(library, "sin", Math::sin);
    unary(library, "sinh", Math::sinh);
    unary(library, "sqrt", Math::sqrt);
    unary(library, "tan", Math::tan);
    unary(library, "tanh", Math::tanh);
    binary(library, "atan2", Math::atan2);
    binary(library, "fmod", (x, y) -> x % y);
    binary(library, "mod", Operators::modulo);
    binary(library, "pow", Math::pow);
    binary(library, "ldexp", (x, exponent) -> x * Math.pow(2, exponent));
    library.single("max", (m, a) -> extreme(m, a, Math::max));
    library.single("min", (m, a) -> extreme(m, a, Math::min));
    library.add("modf", (m, a) -> parts(a.number(1)));
    library.add("frexp", (m, a) -> mantissaAndExponent(a.number(1)));
    Random random = new Random();
    library.single("random", (m, a) -> random(m, a, random));
    library.add(
        "randomseed",
        (m, a) -> {
          random.setSeed((long) a.number(1));
          return LuaFunction.NOTHING;
        });
    machine.globals().put(machine, "math", table);
  }

  private static void unary(Library library, String name, DoubleUnaryOperator function) {
    library.single(name, (m, a) -> function.applyAsDouble(a.number(1)));
  }

  private static void binary(Library library, String name, DoubleBinaryOperator function) {
    library.single(name, (m, a) -> function.applyAsDouble(a.number(1), a.number(2)));
  }

  private static double extreme(Machine machine, Args a, DoubleBinaryOperator function) {
    if (a.count() == 0) {
      throw machine.error("wrong number of arguments");
    }
    double result = a.number(1);
    for (int i = 2; i <= a.count(); i++) {
      result = function.applyAsDouble(result, a.number(i));
    }
    return result;
  }

  private static @Nullable Object[] parts(double number) {
    double whole = number < 0 ? Math.ceil(number) : Math.floor(number);
    double fraction = Double.isInfinite(number) ? Double.NaN : number - whole;
    return new @Nullable Object[] {whole, fraction};
  }

  private static @Nullable Object[] mantissaAndExponent(double number) {
    if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
      return new @Nullable Object[] {number, 0.0};
    }
    int exponent = Math.getExponent(number) + 1;
    return new @Nullable Object[] {number / Math.pow(2, exponent), (double) exponent};
  }

  private static double random(Machine machine, Args a, Random random) {
    if (a.count() == 0) {
      return random.nextDouble();
    }
    long least = a.count() == 1 ? 1 : a.integer(1);
    long most = a.integer(a.count() == 1 ? 1 : 2);
    if (most < least) {
      throw machine.error("invalid argument to Intn");
    }
    return random.nextLong(least, most + 1);
  }
}
