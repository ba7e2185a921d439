package dev.understack.workflows.core;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The steps or tasks whose {@code outputs.result} some text of a template uses. */
final class ResultReferences {
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:steps|tasks)(?:\\.([A-Za-z0-9_-]+)|\\[['\"]([A-Za-z0-9_-]+)['\"]\\])"
              + "\\.outputs\\.result");
  private final Set<String> names = new HashSet<>();

  ResultReferences(JsonNode template) {
    collect(template);
  }

  boolean contain(String member) {
    return names.contains(member);
  }

  private void collect(JsonNode tree) {
    if (tree.isString()) {
      String text = tree.stringValue();
      if (text.contains("outputs.result")) {
        Matcher matcher = REFERENCE.matcher(text);
        while (matcher.find()) {
          names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
      }
    } else {
      tree.forEach(this::collect);
    }
  }
}
