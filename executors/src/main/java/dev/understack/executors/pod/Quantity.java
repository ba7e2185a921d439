package dev.understack.executors.pod;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Kubernetes quantities: {@code 64Mi}, {@code 500m}, {@code 1e3}, {@code 2G}. */
public final class Quantity {
  private static final Map<String, BigDecimal> UNITS = new LinkedHashMap<>();

  static {
    String[] binary = {"Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    for (int i = 0; i < binary.length; i++) {
      UNITS.put(binary[i], BigDecimal.valueOf(1024).pow(i + 1));
    }
    String[] decimal = {"n", "u", "m", "k", "M", "G", "T", "P", "E"};
    int[] powers = {-9, -6, -3, 3, 6, 9, 12, 15, 18};
    for (int i = 0; i < decimal.length; i++) {
      UNITS.put(decimal[i], BigDecimal.ONE.scaleByPowerOfTen(powers[i]));
    }
  }

  private Quantity() {}

  /** The value in units of one; empty when the text is no quantity. */
  public static Optional<BigDecimal> parse(String text) {
    String trimmed = text.trim();
    for (Map.Entry<String, BigDecimal> unit : UNITS.entrySet()) {
      if (trimmed.endsWith(unit.getKey())) {
        return number(trimmed.substring(0, trimmed.length() - unit.getKey().length()))
            .map(value -> value.multiply(unit.getValue()));
      }
    }
    return number(trimmed);
  }

  /** {@code value / divisor}, rounded up to a whole number as in the downward API. */
  public static String inUnitsOf(BigDecimal value, BigDecimal divisor) {
    return value.divide(divisor, 0, RoundingMode.CEILING).toPlainString();
  }

  private static Optional<BigDecimal> number(String text) {
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException notOne) {
      return Optional.empty();
    }
  }
}
