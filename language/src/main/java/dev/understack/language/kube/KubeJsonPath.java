package dev.understack.language.kube;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.expr.JsonText;
import dev.understack.language.value.GoFloat;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A JSONPath template of Kubernetes, such as {@code {.items[*].metadata.name}} or {@code {range
 * .items[*]}{.kind}{"\n"}{end}}. Immutable, safe for several threads.
 */
public final class KubeJsonPath {
  static final String LANGUAGE = "jsonpath";

  private final String template;
  private final List<JsonPathNode> nodes;

  private KubeJsonPath(String template) {
    this.template = template;
    this.nodes = List.copyOf(JsonPathParser.parse(template));
  }

  /**
   * Reads a template.
   *
   * @throws LanguageException whose problem is Kubernetes' text
   */
  public static KubeJsonPath parse(String template) {
    return new KubeJsonPath(template);
  }

  /** As {@link #parse} for a lone path that may lack its braces and its leading dot. */
  public static KubeJsonPath parseRelaxed(String path) {
    String bare =
        path.startsWith("{") && path.endsWith("}") ? path.substring(1, path.length() - 1) : path;
    return parse(
        bare.startsWith(".") || bare.startsWith("[") || bare.startsWith("$")
            ? "{" + bare + "}"
            : "{." + bare + "}");
  }

  /**
   * The template's text for a document: results of one pair of braces are separated by blanks.
   *
   * @param allowMissing whether a field that is not there gives nothing instead of a fault
   * @throws LanguageException when a field is missing or something cannot be taken
   */
  public String render(JsonNode document, boolean allowMissing) {
    StringBuilder out = new StringBuilder();
    for (List<JsonNode> results : results(document, allowMissing)) {
      for (int i = 0; i < results.size(); i++) {
        out.append(i == 0 ? "" : " ").append(text(results.get(i)));
      }
    }
    return out.toString();
  }

  /**
   * Everything that the template meets in a document.
   *
   * @throws LanguageException when a field is missing or something cannot be taken
   */
  public List<JsonNode> find(JsonNode document, boolean allowMissing) {
    List<JsonNode> all = new ArrayList<>();
    results(document, allowMissing).forEach(all::addAll);
    return all;
  }

  /** The template. */
  @Override
  public String toString() {
    return template;
  }

  private List<List<JsonNode>> results(JsonNode document, boolean allowMissing) {
    List<List<JsonNode>> all = new ArrayList<>();
    new JsonPathWalk(template, allowMissing).run(nodes, document, all);
    return all;
  }

  private static String text(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> value.stringValue();
      case NUMBER ->
          value.isIntegralNumber() ? value.asString() : GoFloat.text(value.doubleValue());
      case BOOLEAN -> Boolean.toString(value.booleanValue());
      case OBJECT, ARRAY -> JsonText.compact(ExprValues.of(value));
      case NULL, MISSING, BINARY, POJO -> "null";
    };
  }
}
