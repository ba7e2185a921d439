package dev.understack.operations.console;

import java.util.Map;
import java.util.Optional;

/** The values given to one call of a script, by parameter name with its dashes. */
public final class Arguments {
  private final Map<String, String> values;

  Arguments(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The value; the parameter is required or has a default. */
  public String get(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalArgumentException("no parameter " + name + " here"));
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
