package dev.understack.server.standalone;

import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.operations.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds WorkflowTemplates that call an operation without the variables it needs, so that this is
 * told once at the start and not by every failing run.
 */
record OperationNeeds(ObjectApi objects, Collection<Operation> operations) {

  /** A sentence for each variable that is missing. */
  List<String> unmet() {
    List<String> unmet = new ArrayList<>();
    for (KubeObject template :
        objects.list(ResourceTypes.WORKFLOW_TEMPLATE, "", Selection.ALL).items()) {
      for (JsonNode container : template.spec().findValues("container")) {
        operation(container).stream()
            .flatMap(operation -> operation.variables().stream())
            .filter(variable -> !isGiven(variable, container, template.namespace()))
            .map(variable -> sentence(template, container, variable))
            .filter(sentence -> !unmet.contains(sentence))
            .forEach(unmet::add);
      }
    }
    return unmet;
  }

  private Optional<Operation> operation(JsonNode container) {
    String command = container.path("command").path(0).asString("");
    String name = command.substring(command.lastIndexOf('/') + 1);
    return operations.stream().filter(operation -> operation.name().equals(name)).findFirst();
  }

  private boolean isGiven(String variable, JsonNode container, String namespace) {
    for (JsonNode given : container.path("env")) {
      if (given.path("name").asString("").equals(variable)) {
        return true;
      }
    }
    for (JsonNode from : container.path("envFrom")) {
      String prefix = from.path("prefix").asString("");
      if (variable.startsWith(prefix)
          && holds(from, namespace, variable.substring(prefix.length()))) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(JsonNode from, String namespace, String key) {
    ObjectKey source =
        from.has("configMapRef")
            ? new ObjectKey(
                ResourceTypes.CONFIG_MAP,
                namespace,
                from.path("configMapRef").path("name").asString(""))
            : new ObjectKey(
                ResourceTypes.SECRET, namespace, from.path("secretRef").path("name").asString(""));
    return objects
        .find(source)
        .map(found -> !found.tree().path("data").path(key).asString("").isBlank())
        .orElse(false);
  }

  private static String sentence(KubeObject template, JsonNode container, String variable) {
    return "%s: operation %s needs %s, and neither its env nor its envFrom %s gives it"
        .formatted(
            template.describe(),
            container.path("command").path(0).asString(""),
            variable,
            sources(container));
  }

  private static List<String> sources(JsonNode container) {
    List<String> names = new ArrayList<>();
    for (JsonNode from : container.path("envFrom")) {
      names.add(
          from.path("configMapRef").path("name").asString("")
              + from.path("secretRef").path("name").asString(""));
    }
    return names;
  }
}
