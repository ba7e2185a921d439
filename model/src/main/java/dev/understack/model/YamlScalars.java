package dev.understack.model;

import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a plain YAML scalar means to Go's YAML 1.1 reader, which kubectl uses: {@code yes} is true,
 * {@code 0744} is octal, {@code 1:30} and dates are text.
 */
final class YamlScalars {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUES =
      Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSES =
      Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final BigInteger UINT64_LIMIT = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger INT64_MIN = BigInteger.ONE.shiftLeft(63).negate();

  private YamlScalars() {}

  static JsonNode resolve(String text) {
    if (NULLS.contains(text)) {
      return NODES.nullNode();
    }
    if (TRUES.contains(text)) {
      return NODES.booleanNode(true);
    }
    if (FALSES.contains(text)) {
      return NODES.booleanNode(false);
    }
    if ("+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return NODES.stringNode(text);
    }
    JsonNode integer = integer(text.replace("_", ""));
    if (integer != null) {
      return integer;
    }
    return FLOAT.matcher(text).matches()
        ? NODES.numberNode(Double.parseDouble(text))
        : NODES.stringNode(text);
  }

  /** An integer as Go's base-0 parser reads it, or null. */
  private static @org.jspecify.annotations.Nullable JsonNode integer(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      switch (digits.charAt(1)) {
        case 'x', 'X' -> radix = 16;
        case 'b', 'B' -> radix = 2;
        case 'o', 'O' -> radix = 8;
        default -> radix = 0;
      }
      digits = digits.substring(radix == 0 ? 1 : 2);
      radix = radix == 0 ? 8 : radix;
    }
    if (digits.isEmpty() || digits.startsWith("-") || digits.startsWith("+")) {
      return null;
    }
    try {
      BigInteger value = new BigInteger(digits, radix);
      BigInteger signed = negative ? value.negate() : value;
      if (signed.compareTo(UINT64_LIMIT) >= 0 || signed.compareTo(INT64_MIN) < 0) {
        return null;
      }
      return signed.bitLength() < 64
          ? NODES.numberNode(signed.longValueExact())
          : NODES.numberNode(signed);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
