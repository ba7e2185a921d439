package dev.understack.language.jq;

import java.util.function.DoubleUnaryOperator;

/** Gamma, error and Bessel functions, to about twelve digits. */
final class SpecialFunctions {
  private static final double[] LANCZOS = {
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531,
    -176.6150291621406, 12.507343278686905, -0.13857109526572012, 9.984369578019572e-6,
    1.5056327351493116e-7
  };
  private static final double LARGEST_FACTORIAL = 171;
  private static final int STEPS = 20_000;
  private static final int LARGEST_ORDER = 1_000;

  private SpecialFunctions() {}

  static double gamma(double x) {
    if (x == Math.rint(x) && x <= LARGEST_FACTORIAL) {
      return x > 0 ? factorial((int) x - 1) : x == 0 ? 1 / x : Double.NaN;
    }
    if (x < 0.5) {
      return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    }
    return x > LARGEST_FACTORIAL + 1 ? Double.POSITIVE_INFINITY : Math.exp(logGamma(x));
  }

  private static double factorial(int n) {
    double product = 1;
    for (int i = 2; i <= n; i++) {
      product *= i;
    }
    return product;
  }

  static double logGamma(double x) {
    if (Double.isInfinite(x)) {
      return Double.POSITIVE_INFINITY;
    }
    if (x == 1 || x == 2) {
      return 0;
    }
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
    }
    double shifted = x - 1;
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (shifted + i);
    }
    double t = shifted + LANCZOS.length - 1.5;
    return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
  }

  static double erf(double x) {
    double size = Math.abs(x);
    if (size > 2.5) {
      return Math.copySign(1 - erfc(size), x);
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  static double erfc(double x) {
    if (Double.isNaN(x) || x <= 2.5) {
      return x < -2.5 ? 2 - erfc(-x) : 1 - erf(x);
    }
    double fraction = 0;
    for (int n = 80; n > 0; n--) {
      fraction = n / 2.0 / (x + fraction);
    }
    return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
  }

  /** Of the first kind. */
  static double besselJ(int order, double x) {
    if (x == 0) {
      return order == 0 ? 1 : 0;
    }
    if (Double.isInfinite(x) || Math.abs(order) > LARGEST_ORDER) {
      return 0;
    }
    return integral(t -> Math.cos(order * t - x * Math.sin(t)), Math.PI) / Math.PI;
  }

  /** Of the second kind. */
  static double besselY(int order, double x) {
    if (x == 0 || Math.abs(order) > LARGEST_ORDER) {
      return Double.NEGATIVE_INFINITY;
    }
    if (x < 0 || Double.isNaN(x)) {
      return Double.NaN;
    }
    if (Double.isInfinite(x)) {
      return 0;
    }
    double sign = order % 2 == 0 ? 1 : -1;
    double wave = integral(t -> Math.sin(x * Math.sin(t) - order * t), Math.PI);
    double reach = asinh((750 + 20.0 * Math.abs(order)) / x);
    double decay =
        integral(
            t ->
                (Math.exp(order * t - x * Math.sinh(t))
                    + sign * Math.exp(-order * t - x * Math.sinh(t))),
            reach);
    return (wave - decay) / Math.PI;
  }

  private static double asinh(double x) {
    return Math.log(x + Math.sqrt(x * x + 1));
  }

  /** From 0 to {@code end}, by Simpson's rule. */
  private static double integral(DoubleUnaryOperator function, double end) {
    double width = end / STEPS;
    double sum = function.applyAsDouble(0) + function.applyAsDouble(end);
    for (int i = 1; i < STEPS; i++) {
      sum += function.applyAsDouble(i * width) * (i % 2 == 0 ? 2 : 4);
    }
    return sum * width / 3;
  }
}
