package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.workflow.WorkflowSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Variables that every template of a run sees. */
final class GlobalVariables {
  private static final String SCHEDULED = "workflows.argoproj.io/scheduled-time";
  private static final Map<String, String> CLOCK =
      Map.ofEntries(
          Map.entry("B", "MMMM"),
          Map.entry("b", "MMM"),
          Map.entry("m", "MM"),
          Map.entry("A", "EEEE"),
          Map.entry("a", "EEE"),
          Map.entry("d", "dd"),
          Map.entry("H", "HH"),
          Map.entry("I", "hh"),
          Map.entry("M", "mm"),
          Map.entry("S", "ss"),
          Map.entry("Y", "yyyy"),
          Map.entry("y", "yy"),
          Map.entry("p", "a"),
          Map.entry("Z", "'UTC'"),
          Map.entry("z", "xx"),
          Map.entry("L", "SSS"));

  private GlobalVariables() {}

  /** Everything that is known before the first node; parameters aside. */
  static Map<String, Object> of(KubeObject workflow, WorkflowSpec spec, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("workflow.name", workflow.name());
    all.put("workflow.namespace", workflow.namespace());
    all.put("workflow.uid", workflow.uid());
    all.put("workflow.serviceAccountName", spec.serviceAccountName());
    all.put("workflow.mainEntrypoint", spec.entrypoint());
    if (spec.priority() != null) {
      all.put("workflow.priority", spec.priority().toString());
    }
    String scheduled = workflow.annotations().get(SCHEDULED);
    if (scheduled != null) {
      all.put("workflow.scheduledTime", scheduled);
    }
    created(all, workflow.creationTimestamp().orElse(now));
    texts(all, "workflow.labels", workflow.labels());
    texts(all, "workflow.annotations", workflow.annotations());
    all.put("workflow.status", "Running");
    return all;
  }

  /** The parameters, each by name and all together. */
  static void parameters(Scope globals, Iterable<JsonNode> parameters) {
    var list = JsonNodeFactory.instance.arrayNode();
    for (JsonNode parameter : parameters) {
      globals.put(
          "workflow.parameters." + parameter.path("name").asString(""),
          parameter.path("value").asString(""));
      list.add(parameter);
    }
    globals.put("workflow.parameters", Json.write(list));
    globals.put("workflow.parameters.json", Json.write(list));
  }

  private static void created(Map<String, Object> all, Instant created) {
    String name = "workflow.creationTimestamp";
    all.put(name, NodeStatus.time(created));
    all.put(name + ".RFC3339", NodeStatus.time(created));
    all.put(name + ".s", Long.toString(created.getEpochSecond()));
    ZonedDateTime time = created.atZone(ZoneOffset.UTC);
    CLOCK.forEach((letter, pattern) ->
        all.put(name + "." + letter, DateTimeFormatter.ofPattern(pattern, Locale.US).format(time)));
  }

  private static void texts(Map<String, Object> all, String name, Map<String, String> texts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    texts.forEach((key, value) -> {
      all.put(name + "." + key, value);
      json.put(key, value);
    });
    all.put(name, Json.write(json));
    all.put(name + ".json", Json.write(json));
  }
}
