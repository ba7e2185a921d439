package dev.understack.workflows.lint;

import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.StepSpec;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateType;
import dev.understack.model.workflow.WorkflowSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The variables that a place in a manifest may use, by name or by the beginning of a name. */
final class KnownVariables {
  private final Set<String> names = new HashSet<>();
  private final Set<String> prefixes = new HashSet<>();

  KnownVariables copy() {
    KnownVariables copy = new KnownVariables();
    copy.names.addAll(names);
    copy.prefixes.addAll(prefixes);
    return copy;
  }

  boolean has(String name) {
    return names.contains(name) || prefixes.stream().anyMatch(name::startsWith);
  }

  KnownVariables add(String... more) {
    names.addAll(List.of(more));
    return this;
  }

  KnownVariables addAllUnder(String prefix) {
    prefixes.add(prefix);
    return this;
  }

  /**
   * What every template of a run sees.
   *
   * @param openParameters whether parameters that are not declared may be used
   */
  static KnownVariables ofRun(WorkflowSpec spec, boolean openParameters) {
    KnownVariables known = new KnownVariables();
    known.add(
        "workflow.name",
        "workflow.namespace",
        "workflow.uid",
        "workflow.serviceAccountName",
        "workflow.mainEntrypoint",
        "workflow.status",
        "workflow.failures",
        "workflow.priority",
        "workflow.parameters",
        "workflow.parameters.json",
        "workflow.labels",
        "workflow.labels.json",
        "workflow.annotations",
        "workflow.annotations.json");
    known.addAllUnder("workflow.labels.").addAllUnder("workflow.annotations.");
    if (openParameters) {
      known.addAllUnder("workflow.parameters.").addAllUnder("workflow.outputs.");
    }
    if (spec.tree().toString().contains("\"templateRef\"")) {
      known.addAllUnder("workflow.outputs."); // other objects may publish them
    }
    spec.arguments().parameters().forEach(p -> known.add("workflow.parameters." + p.name()));
    spec.arguments().artifacts().forEach(a -> known.add("workflow.artifacts." + a.name()));
    for (TemplateSpec template : spec.templates()) {
      known.published(template);
    }
    return known;
  }

  private void published(TemplateSpec template) {
    for (Parameter output : template.outputs().parameters()) {
      global("workflow.outputs.parameters.", output.globalName());
    }
    for (Artifact output : template.outputs().artifacts()) {
      global("workflow.outputs.artifacts.", output.globalName());
    }
  }

  private void global(String prefix, String name) {
    if (name.contains("{{")) {
      addAllUnder(prefix);
    } else if (!name.isEmpty()) {
      add(prefix + name);
    }
  }

  /** With the inputs of a template and what its type gives. */
  KnownVariables in(TemplateSpec template, boolean retried) {
    KnownVariables known = copy();
    if (!template.inputs().parameters().isEmpty()) {
      known.add("inputs.parameters");
    }
    for (Parameter input : template.inputs().parameters()) {
      known.add("inputs.parameters." + input.name());
    }
    for (Artifact input : template.inputs().artifacts()) {
      known.add("inputs.artifacts." + input.name());
      known.add("inputs.artifacts." + input.name() + ".path");
    }
    if (template.type().map(TemplateType::isPod).orElse(false)) {
      known.add("pod.name");
    }
    if (retried) {
      known.addAllUnder("retries").addAllUnder("lastRetry.");
    }
    return known;
  }

  /**
   * With what is known of a step or task.
   *
   * @param prefix for example {@code steps.build}
   * @param called its template; null when it cannot be told, so that anything goes
   */
  void addStep(String prefix, StepSpec step, @Nullable TemplateSpec called) {
    if (called == null) {
      addAllUnder(prefix + ".");
      return;
    }
    for (String name :
        List.of("id", "startedAt", "finishedAt", "hostNodeName", "status", "ip", "exitCode")) {
      add(prefix + "." + name);
    }
    boolean result = called.type().map(TemplateType::isExecuted).orElse(false);
    if (result) {
      add(prefix + ".outputs.result");
    }
    if (step.loops()) {
      add(prefix + ".outputs.parameters", prefix + ".outputs.result");
    }
    for (Parameter output : called.outputs().parameters()) {
      add(prefix + ".outputs.parameters." + output.name());
    }
    for (Artifact output : called.outputs().artifacts()) {
      add(prefix + ".outputs.artifacts." + output.name());
    }
  }

  /** With the variables of one item of a loop. */
  KnownVariables inLoop(StepSpec step) {
    KnownVariables known = copy().add("item");
    List<JsonNode> items = step.withItems();
    if (items == null) {
      return known.addAllUnder("item.");
    }
    for (JsonNode item : items) {
      item.properties().forEach(field -> known.add("item." + field.getKey()));
      if (item.isArray() || item.isString()) {
        known.addAllUnder("item.");
      }
    }
    return known;
  }
}
