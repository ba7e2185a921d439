package dev.understack.operations.console;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sorts the words of one call to the parameters of a script. */
final class ArgumentReader {
  private final List<Parameter> options;
  private final List<Parameter> positionals;

  ArgumentReader(List<Parameter> parameters) {
    options = parameters.stream().filter(Parameter::isOption).toList();
    positionals = parameters.stream().filter(p -> !p.isOption()).toList();
  }

  Arguments read(List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> loose = new ArrayList<>();
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      if (word.equals("--")) {
        rest.forEachRemaining(loose::add);
      } else if (looksLikeOption(word)) {
        readOption(word, rest, values);
      } else {
        loose.add(word);
      }
    }
    assignPositionals(loose, values);
    requireAll(values);
    for (Parameter option : options) {
      if (option.fallback() != null) {
        values.putIfAbsent(option.name(), option.fallback());
      }
    }
    return new Arguments(values);
  }

  private void readOption(String word, Iterator<String> rest, Map<String, String> values) {
    if (word.equals("-h") || word.equals("--help")) {
      throw new HelpRequestedException();
    }
    int equals = word.indexOf('=');
    Parameter option = find(equals < 0 ? word : word.substring(0, equals));
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

  private Parameter find(String name) {
    List<Parameter> exact = options.stream().filter(o -> o.name().equals(name)).toList();
    List<Parameter> found =
        exact.isEmpty() ? options.stream().filter(o -> o.name().startsWith(name)).toList() : exact;
    if (found.isEmpty()) {
      throw new UsageException("unrecognized arguments: " + name);
    }
    if (found.size() > 1) {
      throw new UsageException(
          "ambiguous option: "
              + name
              + " could match "
              + String.join(", ", found.stream().map(Parameter::name).toList()));
    }
    return found.getFirst();
  }

  private void assignPositionals(List<String> loose, Map<String, String> values) {
    for (int i = 0; i < Math.min(loose.size(), positionals.size()); i++) {
      Parameter positional = positionals.get(i);
      values.put(positional.name(), positional.accept(loose.get(i)));
    }
    if (loose.size() > positionals.size()) {
      throw new UsageException(
          "unrecognized arguments: "
              + String.join(" ", loose.subList(positionals.size(), loose.size())));
    }
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

  /** A dash alone, negative numbers and words with a space are values. */
  private static boolean looksLikeOption(String word) {
    return word.length() > 1
        && word.startsWith("-")
        && !word.contains(" ")
        && !word.matches("-\\d+|-\\d*\\.\\d+");
  }
}
