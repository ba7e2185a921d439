package dev.understack.operations.console;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a script.
 *
 * @param name with dashes for an option ({@code --ip-address}), without for a positional
 * @param required whether it must be given; positionals always must
 * @param fallback value when it is not given; null for none
 * @param choices accepted values; empty for any
 * @param check turns the text into the accepted spelling, or throws {@link UsageException}
 */
record Parameter(
    String name,
    boolean required,
    @Nullable String fallback,
    List<String> choices,
    UnaryOperator<String> check,
    String help) {

  Parameter {
    choices = List.copyOf(choices);
  }

  boolean isOption() {
    return name.startsWith("-");
  }

  String placeholder() {
    if (!choices.isEmpty()) {
      return "{" + String.join(",", choices) + "}";
    }
    return isOption()
        ? name.substring(2).replace('-', '_').toUpperCase(java.util.Locale.ROOT)
        : name;
  }

  String accept(String text) {
    if (!choices.isEmpty() && !choices.contains(text)) {
      throw new UsageException(
          "argument "
              + name
              + ": invalid choice: '"
              + text
              + "' (choose from "
              + String.join(", ", choices)
              + ")");
    }
    try {
      return check.apply(text);
    } catch (UsageException e) {
      throw new UsageException("argument " + name + ": " + e.getMessage());
    }
  }
}
