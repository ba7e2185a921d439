package dev.understack.operations.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options and positionals of a script, read like Python's argparse reads them: {@code --a b},
 * {@code --a=b}, unambiguous beginnings of an option's name, {@code --} before positionals.
 * Immutable; every method that adds returns a new one.
 */
public final class Usage {
  private static final int USAGE_ERROR = 2;

  private final String program;
  private final String description;
  private final List<Parameter> parameters;
  private final int errorCode;

  private Usage(String program, String description, List<Parameter> parameters, int errorCode) {
    this.program = program;
    this.description = description;
    this.parameters = List.copyOf(parameters);
    this.errorCode = errorCode;
  }

  public static Usage of(String program, String description) {
    return new Usage(program, description, List.of(), USAGE_ERROR);
  }

  /** The exit code for arguments that do not fit, where it is not the usual 2. */
  public Usage exitingWith(int code) {
    return new Usage(program, description, parameters, code);
  }

  public String program() {
    return program;
  }

  /** An option that may be left out. */
  public Usage option(String name, @Nullable String fallback, String help) {
    return plus(new Parameter(name, false, fallback, List.of(), UnaryOperator.identity(), help));
  }

  /** An option that may be left out and whose text is checked. */
  public Usage option(
      String name, @Nullable String fallback, UnaryOperator<String> check, String help) {
    return plus(new Parameter(name, false, fallback, List.of(), check, help));
  }

  /** An option that may be left out and takes one of a few values. */
  public Usage option(String name, String fallback, List<String> choices, String help) {
    return plus(new Parameter(name, false, fallback, choices, UnaryOperator.identity(), help));
  }

  public Usage required(String name, String help) {
    return required(name, UnaryOperator.identity(), help);
  }

  public Usage required(String name, UnaryOperator<String> check, String help) {
    return plus(new Parameter(name, true, null, List.of(), check, help));
  }

  public Usage positional(String name, String help) {
    return positional(name, UnaryOperator.identity(), help);
  }

  public Usage positional(String name, UnaryOperator<String> check, String help) {
    return plus(new Parameter(name, true, null, List.of(), check, help));
  }

  public Usage choice(String name, List<String> choices, String help) {
    return plus(new Parameter(name, true, null, choices, UnaryOperator.identity(), help));
  }

  private Usage plus(Parameter parameter) {
    List<Parameter> more = new ArrayList<>(parameters);
    more.add(parameter);
    return new Usage(program, description, more, errorCode);
  }

  /** Throws {@link UsageException}. */
  Arguments parse(List<String> arguments) {
    return new ArgumentReader(parameters).read(arguments);
  }

  int errorCode() {
    return errorCode;
  }

  /** The line that comes before an error. */
  String synopsis() {
    String words =
        parameters.stream()
            .sorted((a, b) -> Boolean.compare(b.isOption(), a.isOption()))
            .map(Usage::word)
            .collect(Collectors.joining(" "));
    return "usage: " + program + " [-h] " + words;
  }

  String help() {
    StringBuilder text = new StringBuilder(synopsis()).append("\n\n").append(description);
    text.append("\n\narguments:\n  -h, --help  show this help message and exit\n");
    for (Parameter parameter : parameters) {
      text.append("  ").append(parameter.name());
      if (parameter.isOption()) {
        text.append(' ').append(parameter.placeholder());
      }
      text.append("  ").append(parameter.help());
      if (parameter.fallback() != null && !parameter.fallback().isEmpty()) {
        text.append(" (default: ").append(parameter.fallback()).append(')');
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String word(Parameter parameter) {
    if (!parameter.isOption()) {
      return parameter.placeholder();
    }
    String word = parameter.name() + " " + parameter.placeholder();
    return parameter.required() ? word : "[" + word + "]";
  }
}
