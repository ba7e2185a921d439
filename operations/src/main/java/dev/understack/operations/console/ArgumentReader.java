package dev.understack.operations.console;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Sorts the words of one call to the parameters of a script. */
final class ArgumentReader {
  private static final Parameter HELP =
      new Parameter("--help", false, null, List.of(), UnaryOperator.identity(), "");

  private final List<Parameter> options;
  private final List<Parameter> positionals;

  ArgumentReader(List<Parameter> parameters) {
    options =
        Stream.concat(Stream.of(HELP), parameters.stream().filter(Parameter::isOption)).toList();
    positionals = parameters.stream().filter(p -> !p.isOption()).toList();
  }

  Arguments read(List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> loose = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--")) {
        rest.forEachRemaining(loose::add);
      } else if (looksLikeOption(word)) {
        readOption(word, rest, values, unknown);
      } else {
        loose.add(word);
      }
    }
    assignPositionals(loose, values, unknown);
    requireAll(values);
    if (!unknown.isEmpty()) {
      throw new UsageException("unrecognized arguments: " + String.join(" ", unknown));
    }
    for (Parameter option : options) {
      if (option.fallback() != null) {
        values.putIfAbsent(option.name(), option.fallback());
      }
    }
    return new Arguments(values);
  }

  private void readOption(
      String word, Iterator<String> rest, Map<String, String> values, List<String> unknown) {
    int equals = word.indexOf('=');
    List<Parameter> found = find(nameIn(word));
    if (found.isEmpty()) {
      unknown.add(word);
      return;
    }
    Parameter option = found.getFirst();
    if (option.equals(HELP)) {
      throw new HelpRequestedException();
    }
    String value;
    if (equals >= 0) {
      value = word.substring(equals + 1);
    } else {
      value = rest.hasNext() ? rest.next() : "--";
      if (looksLikeOption(value)) {
        throw new UsageException("argument " + option.name() + ": expected one argument");
      }
    }
    values.put(option.name(), option.accept(value));
  }

  /** The option of that name, or the only one whose name begins so; none when there is none. */
  private List<Parameter> find(String name) {
    if (name.equals("-h")) {
      return List.of(HELP);
    }
    List<Parameter> exact = options.stream().filter(o -> o.name().equals(name)).toList();
    boolean mayBeShortened = exact.isEmpty() && name.startsWith("--") && name.length() > 2;
    List<Parameter> found =
        mayBeShortened ? options.stream().filter(o -> o.name().startsWith(name)).toList() : exact;
    if (found.size() > 1) {
      throw new UsageException(
          "ambiguous option: "
              + name
              + " could match "
              + String.join(", ", found.stream().map(Parameter::name).toList()));
    }
    return found;
  }

  private void assignPositionals(
      List<String> loose, Map<String, String> values, List<String> unknown) {
    for (int i = 0; i < Math.min(loose.size(), positionals.size()); i++) {
      Parameter positional = positionals.get(i);
      values.put(positional.name(), positional.accept(loose.get(i)));
    }
    loose.stream().skip(positionals.size()).forEach(unknown::add);
  }

  private void requireAll(Map<String, String> values) {
    List<String> missing = new ArrayList<>();
    for (List<Parameter> kind : List.of(positionals, options)) {
      kind.stream()
          .filter(p -> p.required() && !values.containsKey(p.name()))
          .map(Parameter::name)
          .forEach(missing::add);
    }
    if (!missing.isEmpty()) {
      throw new UsageException(
          "the following arguments are required: " + String.join(", ", missing));
    }
  }

  /**
   * Whatever names an option is one. Of other words with a dash, the dash alone, negative numbers
   * and words with a space are values.
   */
  private boolean looksLikeOption(String word) {
    if (word.length() < 2 || !word.startsWith("-")) {
      return false;
    }
    boolean isValue = word.contains(" ") || word.matches("-\\d+|-\\d*\\.\\d+");
    return !isValue || !find(nameIn(word)).isEmpty();
  }

  private static String nameIn(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }
}
