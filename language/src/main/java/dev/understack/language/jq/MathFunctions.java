package dev.understack.language.jq;

import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Functions of floats, with the special cases of Go's {@code math}. */
final class MathFunctions {
  private static final int BIAS = 1022;

  private MathFunctions() {}

  static Map<String, DoubleUnaryOperator> ofOne() {
    return Map.ofEntries(
        Map.entry("sin", Math::sin),
        Map.entry("cos", Math::cos),
        Map.entry("tan", Math::tan),
        Map.entry("asin", Math::asin),
        Map.entry("acos", Math::acos),
        Map.entry("atan", Math::atan),
        Map.entry("sinh", Math::sinh),
        Map.entry("cosh", Math::cosh),
        Map.entry("tanh", Math::tanh),
        Map.entry("asinh", MathFunctions::asinh),
        Map.entry("acosh", x -> Math.log(x + Math.sqrt(x * x - 1))),
        Map.entry("atanh", x -> 0.5 * (Math.log1p(x) - Math.log1p(-x))),
        Map.entry("floor", Math::floor),
        Map.entry("round", MathFunctions::round),
        Map.entry("nearbyint", Math::rint),
        Map.entry("rint", Math::rint),
        Map.entry("ceil", Math::ceil),
        Map.entry("trunc", x -> x < 0 ? Math.ceil(x) : Math.floor(x)),
        Map.entry("significand", x -> 2 * fraction(x)),
        Map.entry("fabs", Math::abs),
        Map.entry("sqrt", Math::sqrt),
        Map.entry("cbrt", Math::cbrt),
        Map.entry("exp", Math::exp),
        Map.entry("exp10", x -> Math.pow(10, x)),
        Map.entry("exp2", x -> Math.pow(2, x)),
        Map.entry("expm1", Math::expm1),
        Map.entry("log", Math::log),
        Map.entry("log10", Math::log10),
        Map.entry("log1p", Math::log1p),
        Map.entry("log2", MathFunctions::log2),
        Map.entry("logb", MathFunctions::logb),
        Map.entry("gamma", SpecialFunctions::gamma),
        Map.entry("tgamma", SpecialFunctions::gamma),
        Map.entry("lgamma", SpecialFunctions::logGamma),
        Map.entry("erf", SpecialFunctions::erf),
        Map.entry("erfc", SpecialFunctions::erfc),
        Map.entry("j0", x -> SpecialFunctions.besselJ(0, x)),
        Map.entry("j1", x -> SpecialFunctions.besselJ(1, x)),
        Map.entry("y0", x -> SpecialFunctions.besselY(0, x)),
        Map.entry("y1", x -> SpecialFunctions.besselY(1, x)));
  }

  static Map<String, DoubleBinaryOperator> ofTwo() {
    return Map.ofEntries(
        Map.entry("atan2", Math::atan2),
        Map.entry("copysign", Math::copySign),
        Map.entry("drem", MathFunctions::drem),
        Map.entry("fdim", (x, y) -> x - y <= 0 ? 0 : x - y),
        Map.entry("fmax", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y)),
        Map.entry("fmin", (x, y) -> Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y)),
        Map.entry("fmod", (x, y) -> x % y),
        Map.entry("hypot", Math::hypot),
        Map.entry("jn", (n, x) -> SpecialFunctions.besselJ((int) n, x)),
        Map.entry("yn", (n, x) -> SpecialFunctions.besselY((int) n, x)),
        Map.entry("nextafter", Math::nextAfter),
        Map.entry("nexttoward", Math::nextAfter),
        Map.entry("remainder", Math::IEEEremainder),
        Map.entry("ldexp", MathFunctions::scale),
        Map.entry("scalb", MathFunctions::scale),
        Map.entry("scalbln", MathFunctions::scale),
        Map.entry("pow", MathFunctions::pow));
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    return Math.copySign(Math.log1p(size + size * size / (1 + Math.sqrt(size * size + 1))), x);
  }

  /** Halves away from zero. */
  private static double round(double x) {
    double cut = x < 0 ? Math.ceil(x) : Math.floor(x);
    return Math.abs(x - cut) >= 0.5 ? cut + Math.copySign(1, x) : cut;
  }

  private static double log2(double x) {
    double fraction = fraction(x);
    int exponent = exponent(x);
    return fraction == 0.5 ? exponent - 1 : Math.log(fraction) / Math.log(2) + exponent;
  }

  private static double logb(double x) {
    if (x == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (Double.isNaN(x) || Double.isInfinite(x)) {
      return Math.abs(x);
    }
    return exponent(x) - 1;
  }

  private static double drem(double x, double y) {
    double remainder = Math.IEEEremainder(x, y);
    return remainder == 0 ? Math.copySign(remainder, x) : remainder;
  }

  private static double scale(double x, double power) {
    return Math.scalb(x, (int) power);
  }

  private static double pow(double x, double y) {
    boolean unit = x == 1 || (x == -1 && Double.isInfinite(y));
    return unit ? 1 : Math.pow(x, y);
  }

  /** {@code x} between 0.5 and 1 times a power of two; zero, infinite and NaN stay. */
  private static double fraction(double x) {
    return x == 0 || Double.isNaN(x) || Double.isInfinite(x) ? x : Math.scalb(x, -exponent(x));
  }

  private static int exponent(double x) {
    if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
      return 0;
    }
    int exponent = Math.getExponent(x);
    return exponent < -BIAS ? Math.getExponent(x * 0x1p54) - 53 : exponent + 1;
  }

  static JsonNode frexp(JsonNode value) {
    double x = Values.number("frexp", value);
    return JsonNodeFactory.instance.arrayNode().add(fraction(x)).add(exponent(x));
  }

  static JsonNode modf(JsonNode value) {
    double x = Values.number("modf", value);
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    double rest = Double.isInfinite(x) ? Math.copySign(0, x) : x - whole;
    return JsonNodeFactory.instance.arrayNode().add(rest).add(whole);
  }
}
