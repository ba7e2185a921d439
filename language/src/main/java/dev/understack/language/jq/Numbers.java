package dev.understack.language.jq;

import dev.understack.language.GoFloats;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The numbers of jq: integers of any size, floats, and decimals that nothing has computed with yet,
 * which keep the digits they were written with.
 */
final class Numbers {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int MOST_DIGITS = 100_000;

  private Numbers() {}

  /** The number of a literal or of tonumber: an integer if it has neither point nor exponent. */
  static JsonNode literal(String text) {
    boolean integer = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    if (!integer) {
      return of(Double.parseDouble(text));
    }
    if (text.length() <= 18) {
      return of(Long.parseLong(text));
    }
    return text.length() > MOST_DIGITS
        ? of(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY)
        : of(new BigInteger(text));
  }

  static JsonNode of(long value) {
    return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
  }

  static JsonNode of(double value) {
    return NODES.numberNode(value);
  }

  static JsonNode of(BigInteger value) {
    boolean small = value.compareTo(SMALLEST) >= 0 && value.compareTo(LARGEST) <= 0;
    return small ? of(value.longValue()) : NODES.numberNode(value);
  }

  /** Whether the value is an integer of 64 bits. */
  static boolean isLong(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER ->
          switch (value.numberType()) {
            case INT, LONG -> true;
            case BIG_INTEGER -> value.bigIntegerValue().bitLength() < 64;
            case FLOAT, DOUBLE, BIG_DECIMAL -> false;
          };
      default -> false;
    };
  }

  /** Whether the value is an integer of any size. */
  static boolean isInteger(JsonNode value) {
    return value.isIntegralNumber();
  }

  /** The number as a float; integers beyond the range are infinite. */
  static double toDouble(JsonNode number) {
    return switch (number.numberType()) {
      case INT, LONG -> number.longValue();
      case BIG_INTEGER -> number.bigIntegerValue().doubleValue();
      case BIG_DECIMAL -> number.decimalValue().doubleValue();
      case FLOAT, DOUBLE -> number.doubleValue();
    };
  }

  /** The number as an index: cut to an integer, kept inside the range of 64 bits. */
  static long toIndex(JsonNode number) {
    return switch (number.numberType()) {
      case INT, LONG -> number.longValue();
      case BIG_INTEGER -> number.bigIntegerValue().max(SMALLEST).min(LARGEST).longValue();
      case BIG_DECIMAL, FLOAT, DOUBLE -> toIndex(toDouble(number));
    };
  }

  static long toIndex(double value) {
    if (Double.isNaN(value)) {
      return Long.MIN_VALUE;
    }
    return (long) value;
  }

  /** As {@link #toIndex(JsonNode)}, rounded up. */
  static long toIndexUp(JsonNode number) {
    return isInteger(number) ? toIndex(number) : toIndex(Math.ceil(toDouble(number)));
  }

  /** A number of JSON text with a point or an exponent, with its digits kept. */
  static JsonNode decimal(String text) {
    double value = Double.parseDouble(text);
    if (!Double.isInfinite(value) && GoFloats.json(value).equals(text)) {
      return of(value);
    }
    try {
      return NODES.numberNode(new BigDecimal(text));
    } catch (NumberFormatException e) {
      // An exponent beyond what decimals hold; its float is 0 or infinite.
      return of(value);
    }
  }
}
