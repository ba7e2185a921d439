package dev.understack.workflows.core;

import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateType;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of one step or task under {@code steps.<name>}.
 *
 * @param node its node
 * @param declared its template, for the outputs that a skipped node would have had; may give null
 * @param emptyArtifacts whether artifacts of a skipped node resolve to a place holder
 */
record StepVariables(Node node, Supplier<@Nullable TemplateSpec> declared, boolean emptyArtifacts)
    implements Scope.NodeVariables {
  private static final String PARAMETERS = "outputs.parameters.";
  private static final String ARTIFACTS = "outputs.artifacts.";

  @Override
  public @Nullable Object find(String rest) {
    Object known =
        switch (rest) {
          case "id" -> node.id;
          case "status" -> node.phase.text();
          case "startedAt" -> node.startedAt == null ? null : NodeStatus.time(node.startedAt);
          case "finishedAt" -> node.finishedAt == null ? null : NodeStatus.time(node.finishedAt);
          case "hostNodeName" -> "localhost";
          case "ip" -> node.daemoned ? "127.0.0.1" : null;
          case "exitCode" -> OutputsJson.text(node.outputs, "exitCode");
          case "outputs.result" -> OutputsJson.text(node.outputs, "result");
          default -> output(rest);
        };
    return known == null && didNotRun() ? unproduced(rest) : known;
  }

  @Override
  public void each(BiConsumer<String, Object> sink) {
    for (String name :
        new String[] {
          "id",
          "status",
          "startedAt",
          "finishedAt",
          "hostNodeName",
          "ip",
          "exitCode",
          "outputs.result"
        }) {
      give(name, sink);
    }
    if (node.outputs != null) {
      for (JsonNode parameter : node.outputs.path("parameters")) {
        give(PARAMETERS + parameter.path("name").asString(""), sink);
      }
      for (JsonNode artifact : node.outputs.path("artifacts")) {
        give(ARTIFACTS + artifact.path("name").asString(""), sink);
      }
    }
    TemplateSpec template = didNotRun() ? declared.get() : null;
    if (template != null) {
      template.outputs().parameters().forEach(p -> give(PARAMETERS + p.name(), sink));
      template.outputs().artifacts().forEach(a -> give(ARTIFACTS + a.name(), sink));
    }
  }

  private void give(String name, BiConsumer<String, Object> sink) {
    Object value = find(name);
    if (value != null) {
      sink.accept(name, value);
    }
  }

  private @Nullable Object output(String rest) {
    if (rest.startsWith(PARAMETERS)) {
      return OutputsJson.parameter(node.outputs, rest.substring(PARAMETERS.length()));
    }
    return rest.startsWith(ARTIFACTS)
        ? OutputsJson.artifact(node.outputs, rest.substring(ARTIFACTS.length()))
        : null;
  }

  private boolean didNotRun() {
    return node.phase == NodePhase.SKIPPED || node.phase == NodePhase.OMITTED;
  }

  private @Nullable Object unproduced(String rest) {
    TemplateSpec template = declared.get();
    if (template == null) {
      return null;
    }
    if (rest.equals("outputs.result")) {
      boolean produces = template.type().map(TemplateType::isExecuted).orElse(false);
      return produces ? Absent.VALUE : null;
    }
    for (Parameter parameter : template.outputs().parameters()) {
      if (rest.equals(PARAMETERS + parameter.name())) {
        String value = parameter.valueFrom() == null ? null : parameter.valueFrom().defaultValue();
        return value == null ? Absent.VALUE : value;
      }
    }
    for (Artifact artifact : template.outputs().artifacts()) {
      if (emptyArtifacts && rest.equals(ARTIFACTS + artifact.name())) {
        ObjectNode empty = JsonNodeFactory.instance.objectNode();
        return empty.put("name", artifact.name());
      }
    }
    return null;
  }
}
