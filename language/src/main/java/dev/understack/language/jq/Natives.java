package dev.understack.language.jq;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The built-in functions that are written in Java, by name and number of arguments. */
final class Natives {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  static final JsonNode TRUE = NODES.booleanNode(true);
  static final JsonNode FALSE = NODES.booleanNode(false);

  static final Native NEGATE = (input, none, context) -> Arithmetic.negate(input);
  static final Native PLUS = (input, none, context) -> Arithmetic.plus(input);
  static final Native SETPATH =
      (input, arguments, context) ->
          new Updates(context.meter(), new Ownership()).set(input, arguments[0], arguments[1]);

  private static final Map<String, Native> FUNCTIONS = new HashMap<>();

  private Natives() {}

  static {
    generalFunctions();
    collectionFunctions();
    stringFunctions();
    dateFunctions();
    mathFunctions();
  }

  static @Nullable Native named(String name, int arity) {
    return FUNCTIONS.get(name + "/" + arity);
  }

  static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  /** The function behind an operator between two values. */
  static Native of(Operator operator) {
    return switch (operator) {
      case ADD -> (input, v, context) -> Arithmetic.add(v[0], v[1], context.meter());
      case SUBTRACT -> (input, v, context) -> Arithmetic.subtract(v[0], v[1], context.order());
      case MULTIPLY -> (input, v, context) -> Arithmetic.multiply(v[0], v[1], context.meter());
      case DIVIDE -> (input, v, context) -> Arithmetic.divide(v[0], v[1], context.meter());
      case MODULO -> (input, v, context) -> Arithmetic.modulo(v[0], v[1]);
      case EQUAL -> (input, v, context) -> bool(context.order().equal(v[0], v[1]));
      case NOT_EQUAL -> (input, v, context) -> bool(!context.order().equal(v[0], v[1]));
      case LESS -> (input, v, context) -> bool(context.order().compare(v[0], v[1]) < 0);
      case LESS_OR_EQUAL -> (input, v, context) -> bool(context.order().compare(v[0], v[1]) <= 0);
      case GREATER -> (input, v, context) -> bool(context.order().compare(v[0], v[1]) > 0);
      case GREATER_OR_EQUAL ->
          (input, v, context) -> bool(context.order().compare(v[0], v[1]) >= 0);
      default -> throw new IllegalArgumentException(operator.text() + " is not a function");
    };
  }

  static JsonNode bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  private static void add(String name, UnaryOperator<JsonNode> function) {
    FUNCTIONS.put(name + "/0", (input, none, context) -> function.apply(input));
  }

  private static void add(String name, BinaryOperator<JsonNode> function) {
    FUNCTIONS.put(name + "/1", (input, v, context) -> function.apply(input, v[0]));
  }

  private static void generalFunctions() {
    add("type", input -> NODES.stringNode(JsonText.typeName(input)));
    add("length", Values::length);
    add("abs", Values::abs);
    add("toboolean", Values::toBoolean);
    add("tonumber", Values::toNumber);
    FUNCTIONS.put("tostring/0", (input, none, context) -> Values.toText(input, context.meter()));
    FUNCTIONS.put("tojson/0", (input, none, context) -> Values.toJson(input, context.meter()));
    FUNCTIONS.put("fromjson/0", (input, none, context) -> JsonReader.read(input, context.meter()));
    add(
        "error",
        (UnaryOperator<JsonNode>)
            input -> {
              throw Failure.ofValue(input);
            });
    add(
        "error",
        (BinaryOperator<JsonNode>)
            (input, value) -> {
              throw Failure.ofValue(value);
            });
    add(
        "halt",
        (UnaryOperator<JsonNode>)
            input -> {
              throw Failure.halt(NODES.nullNode());
            });
    add(
        "halt_error",
        (UnaryOperator<JsonNode>)
            input -> {
              throw Failure.halt(input);
            });
    add(
        "halt_error",
        (BinaryOperator<JsonNode>)
            (input, code) -> {
              throw code.isNumber() ? Failure.halt(input) : Errors.applied("halt_error", code);
            });
    add(
        "modulemeta",
        (UnaryOperator<JsonNode>)
            input -> {
              throw input.isString()
                  ? new Failure("cannot load module: " + JsonText.of(input))
                  : Errors.applied("modulemeta", input);
            });
    FUNCTIONS.put(
        "_alternative/2",
        (input, v, context) ->
            v[0].isNull() || (v[0].isBoolean() && !v[0].booleanValue()) ? v[1] : v[0]);
    FUNCTIONS.put("setpath/2", SETPATH);
    FUNCTIONS.put(
        "delpaths/1",
        (input, v, context) -> new Updates(context.meter(), new Ownership()).delete(input, v[0]));
  }

  private static void collectionFunctions() {
    add("keys", (UnaryOperator<JsonNode>) Collections::keys);
    add("has", (BinaryOperator<JsonNode>) Collections::has);
    add("reverse", (UnaryOperator<JsonNode>) Collections::reverse);
    FUNCTIONS.put("add/0", (input, none, context) -> Collections.add(input, context.meter()));
    FUNCTIONS.put("join/1", (input, v, context) -> Collections.join(input, v[0], context.meter()));
    FUNCTIONS.put(
        "contains/1",
        (input, v, context) -> bool(Collections.contains(input, v[0], context.meter(), 0)));
    FUNCTIONS.put(
        "inside/1",
        (input, v, context) -> bool(Collections.contains(v[0], input, context.meter(), 0)));
    FUNCTIONS.put(
        "flatten/0", (input, none, context) -> Collections.flatten(input, -1, context.meter()));
    FUNCTIONS.put("flatten/1", Values::flatten);
    FUNCTIONS.put(
        "transpose/0", (input, none, context) -> Collections.transpose(input, context.meter()));
    FUNCTIONS.put("indices/1", (input, v, context) -> Searching.indices(input, v[0], context));
    FUNCTIONS.put("index/1", (input, v, context) -> Searching.first(input, v[0], context));
    FUNCTIONS.put("rindex/1", (input, v, context) -> Searching.last(input, v[0], context));
    for (String name : new String[] {"sort", "unique", "min", "max"}) {
      FUNCTIONS.put(name + "/0", (input, none, context) -> sorting(name, input, input, context));
    }
    for (String name : new String[] {"sort_by", "unique_by", "min_by", "max_by", "group_by"}) {
      FUNCTIONS.put("_" + name + "/1", (input, v, context) -> sorting(name, input, v[0], context));
    }
    FUNCTIONS.put("bsearch/1", (input, v, context) -> Sorting.search(input, v[0], context.order()));
  }

  private static JsonNode sorting(String name, JsonNode values, JsonNode keys, Context context) {
    Order order = context.order();
    return switch (name) {
      case "sort", "sort_by" -> Sorting.sort(name, values, keys, order);
      case "unique", "unique_by" -> Sorting.unique(name, values, keys, order);
      case "min", "min_by" -> Sorting.extreme(name, values, keys, true, order);
      case "max", "max_by" -> Sorting.extreme(name, values, keys, false, order);
      default -> Sorting.group(values, keys, order);
    };
  }

  private static void stringFunctions() {
    add("utf8bytelength", Strings::utf8ByteLength);
    add("startswith", Strings::startsWith);
    add("endswith", Strings::endsWith);
    add("ltrimstr", Strings::trimPrefix);
    add("rtrimstr", Strings::trimSuffix);
    add("trimstr", Strings::trimBoth);
    add("ltrim", Strings::trimLeft);
    add("rtrim", Strings::trimRight);
    add("trim", Strings::trim);
    add("ascii_downcase", Strings::asciiDowncase);
    add("ascii_upcase", Strings::asciiUpcase);
    FUNCTIONS.put("explode/0", (input, none, context) -> Strings.explode(input, context.meter()));
    add("implode", Strings::implode);
    FUNCTIONS.put("split/1", (input, v, context) -> Strings.split(input, v[0], context.meter()));
    FUNCTIONS.put("format/1", Formats::format);
    FUNCTIONS.put("_match/3", Regexes::match);
    add("_captures", Regexes::captures);
  }

  private static void dateFunctions() {
    add("now", input -> Dates.now());
    add("gmtime", input -> Dates.brokenDown("gmtime", input, Dates.UTC));
    add("localtime", input -> Dates.brokenDown("localtime", input, Dates.local()));
    add("mktime", Dates::toEpoch);
    add("strftime", (input, format) -> Dates.format("strftime", input, format, Dates.UTC));
    add(
        "strflocaltime",
        (input, format) -> Dates.format("strflocaltime", input, format, Dates.local()));
    add("strptime", Dates::parse);
  }

  private static void mathFunctions() {
    MathFunctions.ofOne().forEach(Natives::addMath);
    MathFunctions.ofTwo().forEach(Natives::addMath);
    FUNCTIONS.put(
        "fma/3",
        (input, v, context) ->
            Numbers.of(
                Math.fma(
                    Values.number("fma", v[0]),
                    Values.number("fma", v[1]),
                    Values.number("fma", v[2]))));
    add("frexp", MathFunctions::frexp);
    add("modf", MathFunctions::modf);
    add("infinite", input -> Numbers.of(Double.POSITIVE_INFINITY));
    add("nan", input -> Numbers.of(Double.NaN));
    add("isfinite", input -> bool(input.isNumber() && !isInfinite(input)));
    add("isinfinite", input -> bool(input.isNumber() && isInfinite(input)));
    add("isnan", Values::isNan);
    add("isnormal", Values::isNormal);
  }

  private static boolean isInfinite(JsonNode number) {
    return Double.isInfinite(Numbers.toDouble(number));
  }

  private static void addMath(String name, DoubleUnaryOperator function) {
    FUNCTIONS.put(
        name + "/0",
        (input, none, context) -> Numbers.of(function.applyAsDouble(Values.number(name, input))));
  }

  private static void addMath(String name, DoubleBinaryOperator function) {
    FUNCTIONS.put(
        name + "/2",
        (input, v, context) ->
            Numbers.of(
                function.applyAsDouble(Values.number(name, v[0]), Values.number(name, v[1]))));
  }
}
