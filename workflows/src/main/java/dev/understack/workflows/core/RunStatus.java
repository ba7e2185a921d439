package dev.understack.workflows.core;

import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.store.RunTable.Summary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The state of the run as a whole. */
final class RunStatus {
  private static final String PREFIX = "workflows.argoproj.io/";
  private final RunDefinition definition;
  private RunPhase phase = RunPhase.PENDING;
  private String message = "";
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private JsonNode parameters = JsonNodeFactory.instance.arrayNode();
  private ObjectNode outputs = JsonNodeFactory.instance.objectNode();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private boolean headline;

  RunStatus(RunDefinition definition) {
    this.definition = definition;
  }

  RunPhase phase() {
    return phase;
  }

  @Nullable Instant startedAt() {
    return startedAt;
  }

  void started(Instant now) {
    phase = RunPhase.RUNNING;
    startedAt = now;
    headline = true;
  }

  void waiting(String why) {
    if (!message.equals(why) || phase != RunPhase.PENDING) {
      phase = RunPhase.PENDING;
      message = why;
      headline = true;
    }
  }

  void running() {
    if (phase == RunPhase.PENDING) {
      phase = RunPhase.RUNNING;
      message = "";
      headline = true;
    }
  }

  void finish(RunPhase end, String why, Instant now) {
    phase = end;
    message = why;
    finishedAt = now;
    headline = true;
  }

  /** A label of the Workflow that the run itself works out. */
  void label(String name, String value) {
    labels.put(name, value);
  }

  void parameters(JsonNode values) {
    parameters = values;
  }

  boolean takeHeadline() {
    boolean was = headline;
    headline = false;
    return was;
  }

  /** Keeps outputs that have a name for the whole run; whether there were any. */
  boolean publish(Node node, TemplateSpec template) {
    boolean any = false;
    for (Parameter parameter : template.outputs().parameters()) {
      String value = OutputsJson.parameter(node.outputs, parameter.name());
      if (!parameter.globalName().isEmpty() && value != null) {
        ObjectNode global = JsonNodeFactory.instance.objectNode();
        global.put("name", parameter.globalName()).put("value", value);
        replace("parameters", global);
        any = true;
      }
    }
    for (Artifact artifact : template.outputs().artifacts()) {
      ObjectNode found = OutputsJson.artifact(node.outputs, artifact.name());
      if (!artifact.globalName().isEmpty() && found != null) {
        ObjectNode global = found.deepCopy();
        global.remove("globalName");
        replace("artifacts", global.put("name", artifact.globalName()));
        any = true;
      }
    }
    headline |= any;
    return any;
  }

  private void replace(String list, ObjectNode entry) {
    ObjectNode copy = outputs.deepCopy();
    ArrayNode entries = copy.withArrayProperty(list);
    String name = entry.path("name").asString("");
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).path("name").asString("").equals(name)) {
        entries.remove(i);
      }
    }
    entries.add(entry);
    outputs = copy;
  }

  void publishTo(Scope globals) {
    for (JsonNode parameter : outputs.path("parameters")) {
      globals.put(
          "workflow.outputs.parameters." + parameter.path("name").asString(""),
          parameter.path("value").asString(""));
    }
    for (JsonNode artifact : outputs.path("artifacts")) {
      globals.put("workflow.outputs.artifacts." + artifact.path("name").asString(""), artifact);
    }
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("phase", phase.text()).put("message", message);
    json.put("startedAt", String.valueOf(startedAt));
    json.put("finishedAt", String.valueOf(finishedAt));
    json.set("parameters", parameters);
    json.set("outputs", outputs);
    return json;
  }

  void load(JsonNode json) {
    phase = RunPhase.of(json.path("phase").asString(""));
    message = json.path("message").asString("");
    startedAt = instant(json.path("startedAt").asString("null"));
    finishedAt = instant(json.path("finishedAt").asString("null"));
    parameters = json.path("parameters");
    outputs =
        json.get("outputs") instanceof ObjectNode stored
            ? stored
            : JsonNodeFactory.instance.objectNode();
  }

  private static @Nullable Instant instant(String text) {
    return text.equals("null") ? null : Instant.parse(text);
  }

  Summary summary(RunState run, Map<String, ObjectNode> storedTemplates) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("phase", phase.text());
    if (startedAt != null) {
      status.put("startedAt", NodeStatus.time(startedAt));
    }
    if (phase.isFinished()) {
      status.put("finishedAt", NodeStatus.time(Objects.requireNonNull(finishedAt)));
    } else {
      status.putNull("finishedAt");
    }
    if (!message.isEmpty()) {
      status.put("message", message);
    }
    if (!run.progress().equals(Progress.NONE)) {
      status.put("progress", run.progress().toString());
    }
    if (!storedTemplates.isEmpty()) {
      ObjectNode templates = status.putObject("storedTemplates");
      storedTemplates.forEach(templates::set);
    }
    if (!definition.stored().isEmpty()) {
      status.set("storedWorkflowTemplateSpec", definition.stored());
    }
    if (!outputs.isEmpty()) {
      status.set("outputs", outputs);
    }
    ArrayNode conditions = status.putArray("conditions");
    conditions
        .addObject()
        .put("type", "PodRunning")
        .put("status", run.activePods() > 0 ? "True" : "False");
    if (phase.isFinished()) {
      conditions.addObject().put("type", "Completed").put("status", "True");
    }
    Map<String, String> all = new LinkedHashMap<>(metadata("labels"));
    all.putAll(labels);
    all.put(PREFIX + "phase", phase.text());
    all.put(PREFIX + "completed", Boolean.toString(phase.isFinished()));
    Map<String, String> annotations = new LinkedHashMap<>(metadata("annotations"));
    annotations.put(PREFIX + "pod-name-format", "v2");
    return new Summary(status, all, annotations);
  }

  private Map<String, String> metadata(String field) {
    Map<String, String> all = new LinkedHashMap<>();
    definition
        .spec()
        .tree()
        .path("workflowMetadata")
        .path(field)
        .properties()
        .forEach(entry -> all.put(entry.getKey(), entry.getValue().asString("")));
    return all;
  }
}
