package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.fmt.GoFmt;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions that every Go template has. */
final class Builtins {
  static final String CALL = "call";
  static final Set<String> NAMES =
      Set.of(
          "and",
          CALL,
          "html",
          "index",
          "slice",
          "js",
          "len",
          "not",
          "or",
          "print",
          "printf",
          "println",
          "urlquery",
          "eq",
          "ge",
          "gt",
          "le",
          "lt",
          "ne");
  private static final String ZERO_VALUE = "reflect: call of reflect.Value.Type on zero Value";

  private final Map<String, GoFunction> functions = new HashMap<>();
  private final GoFmt fmt;

  Builtins(GoFmt fmt) {
    this.fmt = fmt;
    GoType reflect = GoType.REFLECT;
    GoType any = GoType.ANY;
    Comparison comparison = new Comparison(fmt);
    add(GoFunction.variadic("and", Builtins::last, reflect, reflect));
    add(GoFunction.variadic("or", Builtins::last, reflect, reflect));
    add(GoFunction.of("not", a -> !GoValues.truth(Absent.toNil(at(a, 0))), reflect));
    add(GoFunction.variadic(CALL, Builtins::call, reflect, reflect));
    add(GoFunction.variadic("index", Indexing::index, reflect, reflect));
    add(GoFunction.variadic("slice", Indexing::slice, reflect, reflect));
    add(GoFunction.of("len", a -> length(at(a, 0)), reflect));
    add(GoFunction.variadic("html", a -> Escapes.html(text(a)), any));
    add(GoFunction.variadic("js", a -> Escapes.js(text(a)), any));
    add(GoFunction.variadic("urlquery", a -> Escapes.urlQuery(text(a)), any));
    add(GoFunction.variadic("print", a -> fmt.sprint(a.from(0)), any));
    add(GoFunction.variadic("println", a -> fmt.sprintln(a.from(0)), any));
    add(GoFunction.variadic("printf", this::printf, GoType.STRING, any));
    add(GoFunction.variadic("eq", comparison::equal, reflect, reflect));
    add(GoFunction.of("ne", a -> !comparison.equal(a), reflect, reflect));
    add(GoFunction.of("lt", a -> comparison.less(at(a, 0), at(a, 1)), reflect, reflect));
    add(GoFunction.of("le", comparison::lessOrEqual, reflect, reflect));
    add(GoFunction.of("gt", a -> !comparison.lessOrEqual(a), reflect, reflect));
    add(GoFunction.of("ge", a -> !comparison.less(at(a, 0), at(a, 1)), reflect, reflect));
  }

  private void add(GoFunction function) {
    functions.put(function.name(), function);
  }

  @Nullable GoFunction get(String name) {
    return functions.get(name);
  }

  static Object at(Arguments arguments, int index) {
    Object value = arguments.any(index);
    return value == null ? Absent.VALUE : value;
  }

  private static @Nullable Object last(Arguments arguments) {
    return arguments.any(arguments.size() - 1);
  }

  private static Object call(Arguments arguments) {
    Object function = Boxed.open(at(arguments, 1));
    if (function == Absent.VALUE) {
      throw new FunctionException("call of nil");
    }
    if (!(function instanceof NativeFunction called)) {
      throw new FunctionException(
          "non-function " + arguments.any(0) + " of type " + GoValues.type(function));
    }
    List<@Nullable Object> given = new ArrayList<>();
    for (int i = 2; i < arguments.size(); i++) {
      given.add(Absent.toNil(at(arguments, i)));
    }
    return Boxed.result(called.call(given));
  }

  private static Long length(Object item) {
    Object value = Boxed.open(item);
    return switch (value) {
      case Absent a ->
          throw new FunctionException(item instanceof Boxed ? "len of nil pointer" : ZERO_VALUE);
      case String s -> (long) GoText.length(s);
      case List<?> l -> (long) l.size();
      case Map<?, ?> m -> (long) m.size();
      case byte[] b -> (long) b.length;
      default -> throw new FunctionException("len of type " + GoValues.type(value));
    };
  }

  private Object printf(Arguments arguments) {
    return fmt.sprintf(String.valueOf(arguments.any(0)), arguments.from(1));
  }

  private String text(Arguments arguments) {
    List<Object> shown = new ArrayList<>();
    for (Object argument : arguments.from(0)) {
      shown.add(argument == null ? "<no value>" : argument);
    }
    return fmt.sprint(shown);
  }
}
