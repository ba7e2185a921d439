package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import org.jspecify.annotations.Nullable;

/** Functions that choose between values, tell about their types, and {@code fail}. */
final class DefaultFunctions {
  private static final GoType ANY = GoType.ANY;
  private static final GoType STRING = GoType.STRING;

  private DefaultFunctions() {}

  static void addTo(FunctionTable table) {
    table.variadic("default", DefaultFunctions::orDefault, ANY, ANY);
    table.add("empty", a -> !GoValues.truth(a.any(0)), ANY);
    table.variadic("coalesce", DefaultFunctions::coalesce, ANY);
    table.variadic("all", a -> a.from(0).stream().allMatch(v -> GoValues.truth(v)), ANY);
    table.variadic("any", a -> a.from(0).stream().anyMatch(v -> GoValues.truth(v)), ANY);
    table.add("ternary", a -> a.bool(2) ? a.any(0) : a.any(1), ANY, ANY, GoType.BOOL);
    table.add("fail", DefaultFunctions::fail, STRING);
    table.add("typeOf", a -> GoValues.type(a.any(0)), ANY);
    table.add("typeIs", a -> a.text(0).equals(GoValues.type(a.any(1))), STRING, ANY);
    table.add("typeIsLike", DefaultFunctions::typeIsLike, STRING, ANY);
    table.add("kindOf", a -> GoValues.kind(a.any(0)).toString(), ANY);
    table.add("kindIs", a -> a.text(0).equals(GoValues.kind(a.any(1)).toString()), STRING, ANY);
    table.add("deepEqual", a -> Lists.equal(a.any(0), a.any(1)), ANY, ANY);
  }

  private static @Nullable Object orDefault(Arguments a) {
    return a.size() > 1 && GoValues.truth(a.any(1)) ? a.any(1) : a.any(0);
  }

  private static @Nullable Object coalesce(Arguments a) {
    for (Object value : a.from(0)) {
      if (GoValues.truth(value)) {
        return value;
      }
    }
    return null;
  }

  private static Object fail(Arguments a) {
    throw new FunctionException(a.text(0));
  }

  private static boolean typeIsLike(Arguments a) {
    String type = GoValues.type(a.any(1));
    return type.equals(a.text(0)) || type.equals("*" + a.text(0));
  }
}
