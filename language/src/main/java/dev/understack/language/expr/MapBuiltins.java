package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on maps, and the name of a type. Maps keep the order in which they were made. */
final class MapBuiltins {
  static final Map<String, Builtins.Function> ALL =
      Map.of(
          "type", MapBuiltins::type,
          "keys", MapBuiltins::keys,
          "values", MapBuiltins::values,
          "toPairs", MapBuiltins::toPairs,
          "fromPairs", MapBuiltins::fromPairs);

  private MapBuiltins() {}

  private static Object type(Arguments arguments) {
    arguments.expect(1, 1);
    return switch (arguments.value(0)) {
      case null -> "nil";
      case Boolean truth -> "bool";
      case Long number -> "int";
      case Double number -> "float";
      case String text -> "string";
      case byte[] bytes -> "array";
      case List<?> list -> "array";
      case Map<?, ?> map -> "map";
      case NativeFunction function -> "func";
      case ZonedDateTime time -> "time.Time";
      case Duration duration -> "time.Duration";
      case ZoneId zone -> "time.Location";
      default -> "unknown";
    };
  }

  private static Object keys(Arguments arguments) {
    arguments.expect(1, 1);
    return new ArrayList<@Nullable Object>(arguments.map(0, "get keys from").keySet());
  }

  private static Object values(Arguments arguments) {
    arguments.expect(1, 1);
    return new ArrayList<@Nullable Object>(arguments.map(0, "get values from").values());
  }

  private static Object toPairs(Arguments arguments) {
    arguments.expect(1, 1);
    if (!(arguments.value(0) instanceof Map<?, ?> map)) {
      throw new FunctionException(
          "cannot transform " + Arguments.kind(arguments.value(0)) + " to pairs");
    }
    List<@Nullable Object> pairs = new ArrayList<>();
    map.forEach((key, value) -> pairs.add(Arrays.<@Nullable Object>asList(key, value)));
    return pairs;
  }

  private static Object fromPairs(Arguments arguments) {
    arguments.expect(1, 1);
    if (!(arguments.value(0) instanceof List<?> pairs)) {
      throw new FunctionException(
          "cannot transform " + Arguments.kind(arguments.value(0)) + " from pairs");
    }
    AnyKeyMap map = new AnyKeyMap();
    for (Object item : pairs) {
      if (!(item instanceof List<?> pair)) {
        throw new FunctionException("invalid pair " + ExprValues.text(item));
      }
      if (pair.size() != 2) {
        throw new FunctionException("invalid pair length " + ExprValues.text(item));
      }
      map.put(AnyKeyMap.key(pair.get(0)), pair.get(1));
    }
    return map;
  }
}
