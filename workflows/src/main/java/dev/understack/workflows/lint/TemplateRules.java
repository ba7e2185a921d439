package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.DagSpec;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.RetryStrategy;
import dev.understack.model.workflow.StepSpec;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateType;
import dev.understack.model.workflow.WorkflowSpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rules for one template. */
final class TemplateRules {
  private static final String TYPES =
      "choose one of: container, containerSet, steps, script, resource, dag, suspend, template,"
          + " template ref";
  private static final Set<String> POLICIES =
      Set.of("", "Always", "OnFailure", "OnError", "OnTransientError");
  private static final Set<String> ACTIONS =
      Set.of("get", "create", "apply", "delete", "replace", "patch");
  private final WorkflowSpec spec;
  private final KnownVariables ofRun;
  private final GroupRules groups;
  private final OutputRules outputs;
  private final Faults faults;

  TemplateRules(WorkflowSpec spec, KnownVariables ofRun, GroupRules groups, Faults faults) {
    this.spec = spec;
    this.ofRun = ofRun;
    this.groups = groups;
    this.outputs = new OutputRules(faults);
    this.faults = faults;
  }

  void check(TemplateSpec template, String path) {
    if (template.types().isEmpty()) {
      faults.add(path, "template type unspecified. " + TYPES);
      return;
    }
    if (template.types().size() > 1) {
      String found =
          template.types().stream().map(TemplateType::field).collect(Collectors.joining(", "));
      faults.add(path, "multiple template types specified (" + found + "). " + TYPES);
    }
    TemplateType type = template.type().orElseThrow();
    inputs(template, type, path + ".inputs");
    outputs.check(template, path + ".outputs");
    limits(template, type, path);
    retry(template.retryStrategy(), path + ".retryStrategy");
    KnownVariables known = ofRun.in(template, template.retryStrategy() != null);
    List<List<StepSpec>> steps = template.steps();
    DagSpec dag = template.dag();
    if (steps != null) {
      outputTags(template, groups.steps(steps, known, path + ".steps"), path);
    } else if (dag != null) {
      outputTags(template, groups.dag(dag, known, path + ".dag"), path);
    } else {
      Set<String> apart = Set.of("metrics", "retryStrategy");
      new TagCheck(known::has, apart, faults).check(template.tree(), path);
      leaf(template, type, path);
    }
  }

  private void outputTags(TemplateSpec template, KnownVariables known, String path) {
    JsonNode tree = template.tree().path("outputs");
    new TagCheck(known::has, Set.of(), faults).check(tree, path + ".outputs");
  }

  private void inputs(TemplateSpec template, TemplateType type, String path) {
    Names.parameters(path + ".parameters", template.inputs().parameters(), Parameter::name, faults);
    List<Artifact> artifacts = template.inputs().artifacts();
    Names.parameters(path + ".artifacts", artifacts, Artifact::name, faults);
    for (int i = 0; i < artifacts.size(); i++) {
      Artifact artifact = artifacts.get(i);
      String at = path + ".artifacts[" + i + "]";
      if (!artifact.from().isEmpty()) {
        faults.add(at + ".from", "from not valid in inputs");
      }
      if (type.isGroup() && !artifact.path().isEmpty()) {
        faults.add(at + ".path", "path only valid in container/script templates");
      }
      if (type.isPod() && artifact.path().isEmpty()) {
        faults.add(at, "Artifact '" + artifact.name() + "' did not specify a path");
      }
      boolean upwards = List.of(artifact.path().split("/", -1)).contains("..");
      if (upwards) {
        faults.add(at + ".path", "the path must not leave its directory: " + artifact.path());
      }
    }
  }

  private void limits(TemplateSpec template, TemplateType type, String path) {
    if (type.isGroup()) {
      String title = type == TemplateType.DAG ? "dag" : "steps";
      given(
          template.timeout(), path + ".timeout", title + " template doesn't support timeout field");
      given(
          template.pendingTimeout(),
          path + ".pendingTimeout",
          title + " template doesn't support pendingTimeout field");
      given(
          template.activeDeadline(),
          path + ".activeDeadlineSeconds",
          "activeDeadlineSeconds is only valid for leaf templates");
      return;
    }
    if (template.timeout().matches("\\d+")) {
      faults.add(
          path + ".timeout",
          template.timeout()
              + " has invalid duration format in timeout: a unit such as s is missing");
    }
    String deadline = template.activeDeadline();
    if (!deadline.isEmpty() && !deadline.contains("{{") && !deadline.matches("[1-9]\\d*")) {
      faults.add(
          path + ".activeDeadlineSeconds",
          "activeDeadlineSeconds must be a positive integer > 0 or an argo variable");
    }
    if (template.parallelism() != null) {
      faults.add(path + ".parallelism", "parallelism is only valid for steps and dag templates");
    }
  }

  private void given(String value, String path, String fault) {
    if (!value.isEmpty()) {
      faults.add(path, fault);
    }
  }

  void retry(@Nullable RetryStrategy retry, String path) {
    if (retry == null) {
      return;
    }
    if (!POLICIES.contains(retry.retryPolicy()) && !retry.retryPolicy().contains("{{")) {
      faults.add(path + ".retryPolicy", retry.retryPolicy() + " is not a valid RetryPolicy");
    }
    RetryStrategy.Backoff backoff = retry.backoff();
    if (backoff != null && backoff.duration().isEmpty()) {
      faults.add(path + ".backoff", "no base duration specified for retryStrategy");
    }
  }

  private void leaf(TemplateSpec template, TemplateType type, String path) {
    switch (type) {
      case CONTAINER, SCRIPT -> image(template, type, path + "." + type.field());
      case RESOURCE -> resource(template.tree().path("resource"), path + ".resource");
      case CONTAINER_SET -> {
        if (template.tree().path("containerSet").path("containers").isEmpty()) {
          faults.add(path + ".containerSet", "containers must have at least one container");
        }
      }
      case HTTP -> {
        if (template.tree().path("http").path("url").asString("").isEmpty()) {
          faults.add(path + ".http", "url is required");
        }
      }
      case SUSPEND, DATA, PLUGIN, STEPS, DAG -> {}
    }
  }

  private void image(TemplateSpec template, TemplateType type, String path) {
    JsonNode body = template.tree().path(type.field());
    boolean byDefault =
        spec.templateDefaults() != null && spec.templateDefaults().path(type.field()).has("image");
    if (body.path("image").asString("").isEmpty() && !byDefault) {
      faults.add(path, "image may not be empty");
    }
    mounts(template, body.path("volumeMounts"), path);
  }

  private void mounts(TemplateSpec template, JsonNode mounts, String path) {
    java.util.Map<String, String> used = new java.util.HashMap<>();
    for (int i = 0; i < mounts.size(); i++) {
      String at = mounts.get(i).path("mountPath").asString("");
      String name = "container.volumeMounts." + mounts.get(i).path("name").asString("");
      String before = used.putIfAbsent(at, name);
      if (before != null) {
        faults.add(
            path + ".volumeMounts[" + i + "].mountPath",
            "'" + at + "' already mounted in " + before);
      }
    }
    for (Artifact input : template.inputs().artifacts()) {
      String before =
          input.path().isEmpty()
              ? null
              : used.putIfAbsent(input.path(), "inputs.artifacts." + input.name());
      if (before != null) {
        faults.add(path, "'" + input.path() + "' already mounted in " + before);
      }
    }
  }

  private void resource(JsonNode resource, String path) {
    String action = resource.path("action").asString("");
    if (!ACTIONS.contains(action) && !action.contains("{{")) {
      faults.add(path + ".action", "must be one of: get, create, apply, delete, replace, patch");
    }
    boolean needed = !action.equals("get") && !action.equals("delete");
    boolean given =
        resource.has("manifest") || resource.has("manifestFrom") || resource.has("flags");
    if (needed && !given) {
      faults.add(path, "either manifest or manifestFrom must be specified");
    }
  }
}
