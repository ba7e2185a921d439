package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Checks that the simple tags in a tree name variables that will exist. Expression tags, and tags
 * that do not begin like one of Argo's variables, are not checked.
 */
final class TagCheck {
  private static final Pattern TAG = Pattern.compile("\\{\\{([^={}][^{}]*)\\}\\}");
  private static final Pattern CHECKED =
      Pattern.compile("^(item\\.|steps\\.|inputs\\.|outputs\\.|pod\\.|workflow\\.|tasks\\.).*");
  private static final Pattern ALWAYS =
      Pattern.compile(
          "^(outputs\\..*|workflow\\.creationTimestamp.*|workflow\\.scheduledTime"
              + "|workflow\\.duration|tasks\\.name|steps\\.name|node\\.name)$");
  private final Predicate<String> known;
  private final Faults faults;
  private final Set<String> skippedFields;

  /**
   * @param known whether a variable exists
   * @param skippedFields fields whose content is judged elsewhere
   */
  TagCheck(Predicate<String> known, Set<String> skippedFields, Faults faults) {
    this.known = known;
    this.skippedFields = skippedFields;
    this.faults = faults;
  }

  void check(JsonNode tree, String path) {
    if (tree.isString()) {
      text(tree.stringValue(), path);
    } else if (tree.isObject()) {
      for (var field : tree.properties()) {
        if (!skippedFields.contains(field.getKey())) {
          check(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
        }
      }
    } else if (tree.isArray()) {
      for (int i = 0; i < tree.size(); i++) {
        check(tree.get(i), path + "[" + i + "]");
      }
    }
  }

  void text(String text, String path) {
    if (text.indexOf("{{") < 0) {
      return;
    }
    Matcher tag = TAG.matcher(text);
    while (tag.find()) {
      String name = tag.group(1).strip();
      if (CHECKED.matcher(name).matches() && !ALWAYS.matcher(name).matches() && !known.test(name)) {
        faults.add(path, "failed to resolve {{" + tag.group(1) + "}}");
      }
    }
  }
}
