package dev.understack.sensors.vectors;

import dev.understack.bus.BusEvent;
import dev.understack.model.Faults;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.network.CompiledSensor;
import dev.understack.sensors.network.Decision;
import dev.understack.sensors.network.SensorNetwork;
import dev.understack.sensors.network.SensorState;
import dev.understack.sensors.trigger.TriggerTypes;
import dev.understack.store.NewAction;
import dev.understack.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs a sequence of events and changes of a sensor through the decision core. */
final class SequenceAdapter {
  private final JsonNode input;
  private final Map<String, SensorState> states = new HashMap<>();
  private String conditions = "";
  private boolean present = true;
  private long position;

  private SequenceAdapter(JsonNode input) {
    this.input = input;
  }

  static String differs(Vector v) {
    SequenceAdapter sequence = new SequenceAdapter(v.input());
    List<List<String>> fired = new ArrayList<>();
    v.input().path("steps").forEach(step -> fired.add(sequence.step(step)));
    List<List<String>> expected = new ArrayList<>();
    v.expected()
        .path("firesAfterEachStep")
        .forEach(names -> expected.add(SensorAdapters.texts(names).stream().sorted().toList()));
    return Adapter.compare(expected, fired);
  }

  private List<String> step(JsonNode step) {
    switch (step.path("action").asString("")) {
      case "delete-sensor" -> present = false;
      case "create-sensor-same-spec" -> present = true;
      case "replace-sensor" -> conditions = step.path("conditions").asString("");
      default -> {}
    }
    return step.has("event") && present ? event(step.path("event").asString()) : List.of();
  }

  private List<String> event(String name) {
    int slash = name.indexOf('/');
    String source = slash < 0 ? "es" : name.substring(0, slash);
    String subject = name.substring(slash + 1);
    position++;
    String data = input.has("data") ? Json.write(input.path("data")) : "{}";
    StoredEvent stored =
        new StoredEvent(
            position,
            "ns/default",
            "e" + position,
            source,
            subject,
            "webhook",
            Instant.ofEpochSecond(1_700_000_000 + position),
            data);
    Decision decision = SensorNetwork.of(List.of(sensor())).decide(BusEvent.of(stored), states);
    states.putAll(decision.states());
    return decision.actions().stream().map(NewAction::trigger).sorted().toList();
  }

  private CompiledSensor sensor() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", "Sensor");
    tree.putObject("metadata").put("name", "s").put("namespace", "ns");
    ObjectNode spec = tree.putObject("spec");
    for (JsonNode dependency : input.path("dependencies")) {
      if (dependency instanceof ObjectNode full) {
        spec.withArrayProperty("dependencies").add(full);
      } else {
        spec.withArrayProperty("dependencies")
            .addObject()
            .put("name", dependency.asString())
            .put("eventSourceName", "es")
            .put("eventName", dependency.asString());
      }
    }
    for (JsonNode trigger : input.path("triggers")) {
      ObjectNode template = spec.withArrayProperty("triggers").addObject().putObject("template");
      template.put("name", trigger.path("name").asString());
      template.put(
          "conditions",
          conditions.isEmpty() ? trigger.path("conditions").asString("") : conditions);
      template.putObject("log");
    }
    KubeObject object = KubeObject.of(tree);
    return CompiledSensor.compile(
        object,
        SensorSpec.read(object, Faults.of(object), UnknownFields.IGNORE),
        TriggerTypes.load());
  }
}
