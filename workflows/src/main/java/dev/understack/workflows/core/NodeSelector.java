package dev.understack.workflows.core;

import java.util.ArrayList;
import java.util.List;

/** Selects nodes by fields: {@code displayName=approve,phase!=Failed}; a comma means and. */
final class NodeSelector {
  private final String text;
  private final List<Requirement> requirements;

  private record Requirement(String key, boolean equal, String value) {}

  private NodeSelector(String text, List<Requirement> requirements) {
    this.text = text;
    this.requirements = requirements;
  }

  /**
   * Reads a selector; empty text selects everything.
   *
   * @throws CallException when it is not one
   */
  static NodeSelector parse(String text) {
    List<Requirement> all = new ArrayList<>();
    for (String part : text.isBlank() ? List.<String>of() : List.of(text.split(",", -1))) {
      int at = part.indexOf('=');
      if (at < 1) {
        throw new CallException(
            "invalid selector: '" + text + "'; can't understand '" + part + "'");
      }
      boolean equal = part.charAt(at - 1) != '!';
      String key = part.substring(0, equal ? at : at - 1).strip();
      String rest = part.substring(at + 1);
      all.add(
          new Requirement(key, equal, (rest.startsWith("=") ? rest.substring(1) : rest).strip()));
    }
    return new NodeSelector(text, List.copyOf(all));
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  String text() {
    return text;
  }

  boolean matches(Node node) {
    return requirements.stream()
        .allMatch(one -> field(node, one.key()).equals(one.value()) == one.equal());
  }

  private static String field(Node node, String key) {
    return switch (key) {
      case "displayName" -> node.displayName;
      case "templateName" -> node.templateName;
      case "phase" -> node.phase.text();
      case "name" -> node.name;
      case "id" -> node.id;
      case "templateRef.name" -> node.templateRef == null ? "" : node.templateRef.name();
      case "templateRef.template" -> node.templateRef == null ? "" : node.templateRef.template();
      default -> input(node, key);
    };
  }

  private static String input(Node node, String key) {
    String prefix = "inputs.parameters.";
    if (!key.startsWith(prefix) || !key.endsWith(".value")) {
      return "";
    }
    String name = key.substring(prefix.length(), key.length() - ".value".length());
    String value = OutputsJson.parameter(node.inputs, name);
    return value == null ? "" : value;
  }
}
