package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that Argo adds to the environment of its expressions. */
public final class ArgoFunctions {
  private ArgoFunctions() {}

  /**
   * {@code asInt}, {@code asFloat}, {@code toJson}, {@code jsonpath} and {@code sprig}.
   *
   * @param sprig sprig's functions by name, without {@code env} and {@code expandenv}
   */
  public static Map<String, Object> with(Map<String, NativeFunction> sprig) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("asInt", (NativeFunction) arguments -> NumberBuiltins.toInt(only(arguments)));
    all.put("asFloat", (NativeFunction) arguments -> NumberBuiltins.toFloat(only(arguments)));
    all.put("toJson", (NativeFunction) arguments -> JsonText.compact(only(arguments)));
    all.put("jsonpath", (NativeFunction) ArgoFunctions::jsonPath);
    all.put("sprig", Map.copyOf(sprig));
    return all;
  }

  private static @Nullable Object jsonPath(List<?> arguments) {
    if (arguments.size() != 2) {
      throw wrongNumber(2, arguments);
    }
    Object document = CodecBuiltins.parsed(GoTypes.toText(arguments.get(0)));
    return JsonPathQuery.parse(GoTypes.toText(arguments.get(1))).find(document);
  }

  private static @Nullable Object only(List<?> arguments) {
    if (arguments.size() != 1) {
      throw wrongNumber(1, arguments);
    }
    return arguments.getFirst();
  }

  private static FunctionException wrongNumber(int expected, List<?> arguments) {
    return new FunctionException(
        "invalid number of arguments: expected " + expected + ", got " + arguments.size());
  }
}
