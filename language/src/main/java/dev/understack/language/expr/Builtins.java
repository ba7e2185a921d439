package dev.understack.language.expr;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of the language that take values only. */
final class Builtins {
  /** One function. */
  @FunctionalInterface
  interface Function {
    @Nullable Object call(Arguments arguments);
  }

  private static final Map<String, Function> ALL = all();
  private static final Set<String> ONLY_117 =
      Set.of(
          "reverse",
          "concat",
          "flatten",
          "uniq",
          "timezone",
          "bitand",
          "bitor",
          "bitxor",
          "bitnand",
          "bitnot",
          "bitshl",
          "bitshr",
          "bitushr");

  private Builtins() {}

  static boolean exists(String name, Dialect dialect) {
    return ALL.containsKey(name) && (dialect.is117() || !ONLY_117.contains(name));
  }

  static Function get(String name, Dialect dialect) {
    Function function = ALL.get(name);
    if (function == null || !exists(name, dialect)) {
      throw new IllegalStateException("no such function: " + name);
    }
    return function;
  }

  private static Map<String, Function> all() {
    Map<String, Function> all = new HashMap<>();
    all.putAll(TextBuiltins.ALL);
    all.putAll(NumberBuiltins.ALL);
    all.putAll(ListBuiltins.ALL);
    all.putAll(MapBuiltins.ALL);
    all.putAll(CodecBuiltins.ALL);
    all.putAll(TimeBuiltins.ALL);
    return Map.copyOf(all);
  }
}
