package dev.understack.language.jq;

import dev.understack.language.GoJson;
import dev.understack.language.Meter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Functions on values of any type. */
final class Values {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Values() {}

  static JsonNode length(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING, BINARY, POJO -> Numbers.of(0);
      case NUMBER -> abs(value);
      case STRING -> {
        String text = value.stringValue();
        yield Numbers.of(text.codePointCount(0, text.length()));
      }
      case ARRAY, OBJECT -> Numbers.of(value.size());
      case BOOLEAN -> throw Errors.applied("length", value);
    };
  }

  static JsonNode abs(JsonNode value) {
    if (!value.isNumber()) {
      throw Errors.applied("abs", value);
    }
    if (value.isDouble() || value.isFloat()) {
      return Numbers.of(Math.abs(value.doubleValue()));
    }
    boolean negative =
        Numbers.isInteger(value)
            ? value.bigIntegerValue().signum() < 0
            : value.decimalValue().signum() < 0;
    return negative ? Arithmetic.negate(value) : value;
  }

  static JsonNode toBoolean(JsonNode value) {
    if (value.isBoolean()) {
      return value;
    }
    if (!value.isString()) {
      throw Errors.applied("toboolean", value);
    }
    return switch (value.stringValue()) {
      case "true" -> Natives.TRUE;
      case "false" -> Natives.FALSE;
      default -> throw Errors.wrapped("toboolean", value, "invalid boolean");
    };
  }

  static JsonNode toNumber(JsonNode value) {
    if (value.isNumber()) {
      return value;
    }
    if (!value.isString()) {
      throw Errors.applied("tonumber", value);
    }
    if (!Lexer.isNumber(value.stringValue())) {
      throw Errors.wrapped("tonumber", value, "invalid number");
    }
    return Numbers.literal(value.stringValue());
  }

  static JsonNode toText(JsonNode value, Meter meter) {
    return value.isString() ? value : toJson(value, meter);
  }

  static JsonNode toJson(JsonNode value, Meter meter) {
    return NODES.stringNode(GoJson.writeSorted(value, meter));
  }

  static JsonNode flatten(JsonNode input, JsonNode[] arguments, Context context) {
    if (!input.isContainer()) {
      throw Errors.applied("flatten", input);
    }
    double depth = number("flatten", arguments[0]);
    if (depth < 0 || Double.isNaN(depth)) {
      throw new Failure(
          "flatten depth should not be negative: " + JsonText.preview(Numbers.of(depth)));
    }
    return Collections.flatten(input, depth, context.meter());
  }

  static double number(String function, JsonNode value) {
    if (!value.isNumber()) {
      throw Errors.applied(function, value);
    }
    return Numbers.toDouble(value);
  }

  static JsonNode isNan(JsonNode value) {
    return Natives.bool(!value.isNull() && Double.isNaN(number("isnan", value)));
  }

  static JsonNode isNormal(JsonNode value) {
    if (!value.isNumber()) {
      return Natives.FALSE;
    }
    double number = Math.abs(Numbers.toDouble(value));
    return Natives.bool(number >= Double.MIN_NORMAL && number <= Double.MAX_VALUE);
  }
}
