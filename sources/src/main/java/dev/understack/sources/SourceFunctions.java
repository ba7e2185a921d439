package dev.understack.sources;

import dev.understack.language.FunctionException;
import dev.understack.language.GoJson;
import dev.understack.language.NativeFunction;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.sprig.SprigOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that a source filter may call besides those of the language. */
final class SourceFunctions {
  private SourceFunctions() {}

  static Map<String, Object> all() {
    Map<String, Object> functions = new HashMap<>();
    functions.put("asInt", (NativeFunction) SourceFunctions::asInt);
    functions.put("asFloat", (NativeFunction) SourceFunctions::asFloat);
    functions.put("toJson", (NativeFunction) SourceFunctions::toJson);
    functions.put("jsonpath", (NativeFunction) SourceFunctions::jsonPath);
    functions.put("sprig", Sprig.expressionFunctions(SprigOptions.CLOSED));
    return functions;
  }

  private static Object asInt(List<@Nullable Object> arguments) {
    return (long) number(one(arguments));
  }

  private static Object asFloat(List<@Nullable Object> arguments) {
    return number(one(arguments));
  }

  private static Object toJson(List<@Nullable Object> arguments) {
    return GoJson.writeSorted(ExprValues.json(one(arguments)));
  }

  private static @Nullable Object one(List<@Nullable Object> arguments) {
    if (arguments.size() != 1) {
      throw new FunctionException("expected one argument, found " + arguments.size());
    }
    return arguments.getFirst();
  }

  private static double number(@Nullable Object value) {
    return switch (value) {
      case Long whole -> whole.doubleValue();
      case Double real -> real;
      case String text -> parsed(text);
      case null, default ->
          throw new FunctionException("expected a number, found " + ExprValues.text(value));
    };
  }

  private static double parsed(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new FunctionException("expected a number, found \"" + text + "\"");
    }
  }

  /** Fields and indexes from the root: {@code $.a.b[0]}. */
  private static @Nullable Object jsonPath(List<@Nullable Object> arguments) {
    if (arguments.size() != 2
        || !(arguments.getFirst() instanceof String text)
        || !(arguments.getLast() instanceof String path)) {
      throw new FunctionException("jsonpath expects JSON text and a path");
    }
    String dotted = path.replaceFirst("^\\$\\.?", "").replaceAll("\\['?([^'\\]]*)'?\\]", ".$1");
    GjsonResult found = GjsonPath.compile(dotted.replaceFirst("^\\.", "")).get(text);
    return found.exists() ? ExprValues.of(found.value()) : null;
  }
}
