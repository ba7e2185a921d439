package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rules for the names in workflow manifests. */
final class Names {
  private static final Pattern TEMPLATE = Pattern.compile("^[a-zA-Z0-9][-a-zA-Z0-9]*$");
  private static final Pattern PARAMETER = Pattern.compile("^[-a-zA-Z0-9_]+$");
  private static final String TEMPLATE_RULE =
      "name must consist of alpha-numeric characters or '-', and must start with an"
          + " alpha-numeric character (e.g. My-name1-2, 123-NAME)";
  private static final String PARAMETER_RULE =
      "Parameter/Artifact name must consist of alpha-numeric characters, '_' or '-' e.g."
          + " my_param_1, MY-PARAM-1";
  private static final int LONGEST_TEMPLATE = 128;

  private Names() {}

  /** Checks the names of templates, steps, tasks or containers of one list. */
  static <T> void templates(String path, List<T> items, Function<T, String> name, Faults faults) {
    check(path, items, name, faults, TEMPLATE, TEMPLATE_RULE, new HashSet<>());
  }

  /** The same where names must differ from those in other lists too. */
  static <T> void templates(
      String path, List<T> items, Function<T, String> name, Faults faults, Set<String> seen) {
    check(path, items, name, faults, TEMPLATE, TEMPLATE_RULE, seen);
  }

  /** Checks the names of parameters or artifacts. */
  static <T> void parameters(String path, List<T> items, Function<T, String> name, Faults faults) {
    check(path, items, name, faults, PARAMETER, PARAMETER_RULE, new HashSet<>());
  }

  private static <T> void check(
      String path,
      List<T> items,
      Function<T, String> nameOf,
      Faults faults,
      Pattern pattern,
      String rule,
      Set<String> seen) {
    for (int i = 0; i < items.size(); i++) {
      String name = nameOf.apply(items.get(i));
      String at = path + "[" + i + "].name";
      if (name.isEmpty()) {
        faults.add(path + "[" + i + "]", "name is required");
      } else if (!isKnownOnlyAtRunTime(name)
          && (!pattern.matcher(name).matches() || name.length() > LONGEST_TEMPLATE)) {
        faults.add(at, "'" + name + "' is invalid: " + rule);
      } else if (!isKnownOnlyAtRunTime(name) && !seen.add(name)) {
        faults.add(at, "name '" + name + "' is not unique");
      }
    }
  }

  private static boolean isKnownOnlyAtRunTime(String name) {
    return name.contains("{{");
  }
}
