package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects functions by name. */
final class FunctionTable {
  private final Map<String, GoFunction> functions = new LinkedHashMap<>();
  private final long largest;

  FunctionTable(long largest) {
    this.largest = largest;
  }

  void add(String name, GoFunction.Body body, GoType... parameters) {
    functions.put(name, GoFunction.of(name, body, parameters));
  }

  void variadic(String name, GoFunction.Body body, GoType... parameters) {
    functions.put(name, GoFunction.variadic(name, body, parameters));
  }

  /** The same function under its name and with the prefix {@code must}. */
  void addMust(String name, GoFunction.Body body, GoType... parameters) {
    add(name, body, parameters);
    add(must(name), body, parameters);
  }

  /** As {@link #addMust} for a function whose last parameter repeats. */
  void variadicMust(String name, GoFunction.Body body, GoType... parameters) {
    variadic(name, body, parameters);
    variadic(must(name), body, parameters);
  }

  private static String must(String name) {
    return "must" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** Refuses a result of more than the allowed number of characters or elements. */
  void checkSize(long size) {
    if (size > largest) {
      throw new FunctionException("result is longer than " + largest + " characters");
    }
  }

  Map<String, GoFunction> functions() {
    return Map.copyOf(functions);
  }
}
