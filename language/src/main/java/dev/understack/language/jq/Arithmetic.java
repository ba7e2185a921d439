package dev.understack.language.jq;

import dev.understack.language.Meter;
import java.math.BigInteger;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operators {@code + - * / %} and the signs. */
final class Arithmetic {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_INTEGER = 400_000;

  private Arithmetic() {}

  static JsonNode negate(JsonNode value) {
    if (!value.isNumber()) {
      throw Errors.operand("negate", value);
    }
    if (Numbers.isLong(value) && value.longValue() != Long.MIN_VALUE) {
      return Numbers.of(-value.longValue());
    }
    if (Numbers.isInteger(value)) {
      return Numbers.of(value.bigIntegerValue().negate());
    }
    if (value.isBigDecimal()) {
      return NODES.numberNode(value.decimalValue().negate());
    }
    return Numbers.of(-value.doubleValue());
  }

  static JsonNode plus(JsonNode value) {
    if (!value.isNumber()) {
      throw Errors.operand("plus", value);
    }
    return value;
  }

  static JsonNode add(JsonNode left, JsonNode right, Meter meter) {
    if (left.isNumber() && right.isNumber()) {
      return addNumbers(left, right);
    }
    if (left.isNull()) {
      return right;
    }
    if (right.isNull()) {
      return left;
    }
    if (left.isString() && right.isString()) {
      meter.spend(2L * (left.stringValue().length() + right.stringValue().length()));
      return NODES.stringNode(left.stringValue() + right.stringValue());
    }
    boolean arrays = left.isArray() && right.isArray();
    if (!arrays && !(left.isObject() && right.isObject())) {
      throw Errors.operands("add", left, right);
    }
    if (left.isEmpty()) {
      return right;
    }
    if (right.isEmpty()) {
      return left;
    }
    meter.spend(Sizes.slots(left.size() + (long) right.size()));
    if (arrays) {
      ArrayNode sum = NODES.arrayNode(left.size() + right.size());
      left.forEach(sum::add);
      right.forEach(sum::add);
      return sum;
    }
    ObjectNode sum = Copies.object(left);
    right.properties().forEach(member -> sum.set(member.getKey(), member.getValue()));
    return sum;
  }

  private static JsonNode addNumbers(JsonNode left, JsonNode right) {
    if (Numbers.isLong(left) && Numbers.isLong(right)) {
      long l = left.longValue();
      long r = right.longValue();
      long sum = l + r;
      if (((l ^ sum) & (r ^ sum)) >= 0) {
        return Numbers.of(sum);
      }
    }
    if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
      return Numbers.of(left.bigIntegerValue().add(right.bigIntegerValue()));
    }
    return Numbers.of(Numbers.toDouble(left) + Numbers.toDouble(right));
  }

  static JsonNode subtract(JsonNode left, JsonNode right, Order order) {
    if (left.isNumber() && right.isNumber()) {
      if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
        return addNumbers(left, negate(right));
      }
      return Numbers.of(Numbers.toDouble(left) - Numbers.toDouble(right));
    }
    if (!left.isArray() || !right.isArray()) {
      throw Errors.operands("subtract", left, right);
    }
    ArrayNode rest = NODES.arrayNode();
    for (JsonNode element : left) {
      if (!Collections.holds(right, element, order)) {
        rest.add(element);
      }
    }
    return rest;
  }

  static JsonNode multiply(JsonNode left, JsonNode right, Meter meter) {
    if (left.isNumber() && right.isNumber()) {
      if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
        return multiplyIntegers(left, right, meter);
      }
      return Numbers.of(Numbers.toDouble(left) * Numbers.toDouble(right));
    }
    if (left.isObject() && right.isObject()) {
      return merge(left, right, meter, 0);
    }
    if (left.isString() && right.isNumber()) {
      return repeat(left, Numbers.toDouble(right), meter);
    }
    if (right.isString() && left.isNumber()) {
      return repeat(right, Numbers.toDouble(left), meter);
    }
    throw Errors.operands("multiply", left, right);
  }

  private static JsonNode multiplyIntegers(JsonNode left, JsonNode right, Meter meter) {
    if (Numbers.isLong(left) && Numbers.isLong(right)) {
      long l = left.longValue();
      long r = right.longValue();
      if (Math.multiplyHigh(l, r) == (l * r) >> 63) {
        return Numbers.of(l * r);
      }
    }
    BigInteger l = left.bigIntegerValue();
    BigInteger r = right.bigIntegerValue();
    long bits = (long) l.bitLength() + r.bitLength();
    meter.spend(bits > LONGEST_INTEGER ? Long.MAX_VALUE : bits / 8);
    return Numbers.of(l.multiply(r));
  }

  private static ObjectNode merge(JsonNode left, JsonNode right, Meter meter, int depth) {
    meter.depth(depth);
    meter.spend(Sizes.slots(left.size() + (long) right.size()));
    ObjectNode merged = Copies.object(left);
    for (Map.Entry<String, JsonNode> member : right.properties()) {
      JsonNode old = merged.get(member.getKey());
      boolean both = old != null && old.isObject() && member.getValue().isObject();
      merged.set(
          member.getKey(),
          both ? merge(old, member.getValue(), meter, depth + 1) : member.getValue());
    }
    return merged;
  }

  private static JsonNode repeat(JsonNode text, double times, Meter meter) {
    if (times < 0 || Double.isNaN(times)) {
      return NODES.nullNode();
    }
    int count = (int) Math.min(times, Integer.MAX_VALUE);
    String repeated = text.stringValue();
    long length = (long) Sizes.utf8(repeated) * count;
    if (length >= Integer.MAX_VALUE) {
      throw new Failure(
          "repeat string result too large: "
              + JsonText.preview(text)
              + " * "
              + JsonText.preview(Numbers.of(times)));
    }
    meter.spend(2 * length);
    return NODES.stringNode(repeated.repeat(count));
  }

  static JsonNode divide(JsonNode left, JsonNode right, Meter meter) {
    if (left.isNumber() && right.isNumber()) {
      if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
        return divideIntegers(left, right);
      }
      double divisor = Numbers.toDouble(right);
      if (divisor == 0) {
        throw Errors.byZero("divide", computed(left), computed(right));
      }
      return Numbers.of(Numbers.toDouble(left) / divisor);
    }
    if (!left.isString() || !right.isString()) {
      throw Errors.operands("divide", left, right);
    }
    return left.stringValue().isEmpty()
        ? NODES.arrayNode()
        : Strings.split(left.stringValue(), right.stringValue(), meter);
  }

  private static JsonNode divideIntegers(JsonNode left, JsonNode right) {
    if (Numbers.isLong(left) && Numbers.isLong(right)) {
      long l = left.longValue();
      long r = right.longValue();
      if (r != 0 && r != -1) {
        return l % r == 0 ? Numbers.of(l / r) : Numbers.of((double) l / r);
      }
    }
    if (right.bigIntegerValue().signum() == 0) {
      throw Errors.byZero("divide", left, right);
    }
    BigInteger[] parts = left.bigIntegerValue().divideAndRemainder(right.bigIntegerValue());
    if (parts[1].signum() == 0) {
      return Numbers.of(parts[0]);
    }
    return Numbers.of(Numbers.toDouble(left) / Numbers.toDouble(right));
  }

  /** The float that a division works on, for its message. */
  private static JsonNode computed(JsonNode number) {
    return Numbers.of(Numbers.toDouble(number));
  }

  static JsonNode modulo(JsonNode left, JsonNode right) {
    if (!left.isNumber() || !right.isNumber()) {
      throw Errors.operands("modulo", left, right);
    }
    if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
      if (right.bigIntegerValue().signum() == 0) {
        throw Errors.byZero("modulo", left, right);
      }
      if (Numbers.isLong(left) && Numbers.isLong(right)) {
        return Numbers.of(left.longValue() % right.longValue());
      }
      return Numbers.of(left.bigIntegerValue().remainder(right.bigIntegerValue()));
    }
    double l = Numbers.toDouble(left);
    double r = Numbers.toDouble(right);
    if (Double.isNaN(l) || Double.isNaN(r)) {
      return Numbers.of(Double.NaN);
    }
    if ((long) r == 0) {
      throw Errors.byZero("modulo", computed(left), computed(right));
    }
    return Numbers.of((long) l % (long) r);
  }
}
