package dev.understack.sensors.vectors;

import static dev.understack.sensors.vectors.Adapter.compare;

import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.events.Conditions;
import dev.understack.model.events.EventBusSpec;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.SourceKind;
import dev.understack.model.events.UnknownFields;
import dev.understack.sources.amqp.AmqpSource;
import dev.understack.sources.calendar.CalendarSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vectors of validation and of object defaults. */
final class ValidationAdapters {
  private ValidationAdapters() {}

  static Map<String, Adapter> all() {
    return Map.ofEntries(
        Map.entry("validate.eventbus", v -> eventBus(v)),
        Map.entry("validate.eventbus.update", v -> eventBusUpdate(v)),
        Map.entry("validate.eventsource", v -> eventSource(v)),
        Map.entry("validate.eventsource.event", v -> event(v)),
        Map.entry("validate.sensor", v -> sensor(v)),
        Map.entry("validate.triggers", v -> triggers(v)),
        Map.entry("validate.filter", v -> filter(v, v.input().path("filters"))),
        Map.entry("validate.enum", v -> enumText(v)),
        Map.entry("validate.parameter", v -> parameter(v)),
        Map.entry("validate.tls", v -> nested(v, "tls")),
        Map.entry("validate.sasl", v -> nested(v, "sasl")),
        Map.entry("validate.watchPath", v -> watchPath(v)),
        Map.entry("defaults.replicas", v -> replicas(v)),
        Map.entry("status.ready", v -> ready(v)));
  }

  private static String eventBus(Vector v) {
    KubeObject object = object("EventBus", v.input().path("spec"));
    Faults faults = Faults.of(object);
    EventBusSpec.read(object, faults, UnknownFields.IGNORE);
    return verdict(v, faults);
  }

  private static String eventBusUpdate(Vector v) {
    boolean allowed =
        !v.input().path("generationChanged").asBoolean(true)
            || EventBusSpec.refusedUpdate(
                    object("EventBus", v.input().path("old")),
                    object("EventBus", v.input().path("new")))
                .isEmpty();
    return compare(v.expected().path("allowed").asBoolean(), allowed);
  }

  private static String eventSource(Vector v) {
    KubeObject object = object("EventSource", v.input().path("spec"));
    Faults faults = Faults.of(object);
    EventSourceSpec.read(object, faults, UnknownFields.IGNORE);
    return verdict(v, faults);
  }

  private static String event(Vector v) {
    SourceKind kind = SourceKind.ofField(v.input().path("type").asString()).orElseThrow();
    ObjectNode config = (ObjectNode) v.input().path("config");
    Faults faults = Faults.of(KubeObject.of(config));
    Fields fields = new Fields(config, "config", faults);
    kind.check(fields);
    switch (kind) {
      case AMQP -> new AmqpSource().check(fields);
      case CALENDAR -> new CalendarSource().check(fields);
      default -> {}
    }
    return verdict(v, faults);
  }

  private static String sensor(Vector v) {
    KubeObject object = object("Sensor", v.input().path("spec"));
    Faults faults = Faults.of(object);
    SensorSpec spec = SensorSpec.read(object, faults, UnknownFields.IGNORE);
    JsonNode bus = v.input().path("bus");
    ObjectNode busSpec = JsonNodeFactory.instance.objectNode();
    busSpec.putObject(bus.asString(""));
    spec.checkBus(bus.isNull() ? null : object("EventBus", busSpec), faults);
    return verdict(v, faults);
  }

  private static String triggers(Vector v) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putArray("dependencies")
        .addObject()
        .put("name", "d")
        .put("eventSourceName", "e")
        .put("eventName", "n");
    spec.set("triggers", v.input().path("triggers"));
    KubeObject object = object("Sensor", spec);
    Faults faults = Faults.of(object);
    SensorSpec.read(object, faults, UnknownFields.IGNORE);
    return verdict(v, faults);
  }

  private static String filter(Vector v, JsonNode filters) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putArray("dependencies")
        .addObject()
        .put("name", "d")
        .put("eventSourceName", "e")
        .put("eventName", "n")
        .set("filters", filters);
    spec.putArray("triggers").addObject().putObject("template").put("name", "t");
    KubeObject object = object("Sensor", spec);
    Faults faults = Faults.of(object);
    SensorSpec.read(object, faults, UnknownFields.IGNORE);
    return verdict(v, faults);
  }

  private static String enumText(Vector v) {
    ObjectNode filters = JsonNodeFactory.instance.objectNode();
    if (v.input().path("kind").asString().equals("logicalOperator")) {
      filters.put("dataLogicalOperator", v.input().path("value").asString());
    } else {
      ObjectNode data = filters.putArray("data").addObject();
      data.put("path", "p")
          .put("type", "string")
          .put("comparator", v.input().path("value").asString());
      data.putArray("value").add("x");
    }
    return filter(v, filters);
  }

  private static String parameter(Vector v) {
    boolean payload = v.input().path("context").asString().startsWith("http payload");
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putArray("dependencies")
        .addObject()
        .put("name", "d")
        .put("eventSourceName", "e")
        .put("eventName", "n");
    ObjectNode http =
        spec.putArray("triggers")
            .addObject()
            .putObject("template")
            .put("name", "t")
            .putObject("http");
    http.put("url", "http://x");
    http.putArray(payload ? "payload" : "parameters").add(v.input().path("parameter"));
    KubeObject object = object("Sensor", spec);
    Faults faults = Faults.of(object);
    SensorSpec.read(object, faults, UnknownFields.IGNORE);
    return verdict(v, faults);
  }

  private static String nested(Vector v, String field) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("url", "u").put("topic", "t").putObject("consumerGroup");
    config.set(field, v.input().path(field));
    Faults faults = Faults.of(KubeObject.of(config));
    SourceKind.KAFKA.check(new Fields(config, "config", faults));
    return verdict(v, faults);
  }

  private static String watchPath(Vector v) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("eventType", "CREATE").set("watchPathConfig", v.input());
    Faults faults = Faults.of(KubeObject.of(config));
    SourceKind.FILE.check(new Fields(config, "config", faults));
    return verdict(v, faults);
  }

  private static String replicas(Vector v) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.set("replicas", v.input().path("replicas"));
    KubeObject object = object("Sensor", spec);
    int replicas =
        v.input().path("kind").asString().equals("sensor")
            ? SensorSpec.read(object, Faults.of(object), UnknownFields.IGNORE).replicas()
            : EventSourceSpec.read(object, Faults.of(object), UnknownFields.IGNORE).replicas();
    return compare(v.expected().path("replicas").asInt(), replicas);
  }

  private static String ready(Vector v) {
    return compare(v.expected().path("ready").asBoolean(), Conditions.read(v.input()).isReady());
  }

  private static KubeObject object(String kind, JsonNode spec) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", "argoproj.io/v1alpha1").put("kind", kind);
    tree.putObject("metadata").put("name", "x").put("namespace", "ns");
    tree.set("spec", spec);
    return KubeObject.of(tree);
  }

  private static String verdict(Vector v, Faults faults) {
    List<String> messages = faults.list().stream().map(Fault::message).toList();
    boolean valid = v.expected().path("valid").asBoolean();
    if (valid != messages.isEmpty()) {
      return "expected valid=" + valid + ", got " + messages;
    }
    String text = v.expected().path("errorContains").asString("");
    return text.isEmpty() || messages.stream().anyMatch(m -> m.contains(text))
        ? ""
        : "expected " + text + ", got " + messages;
  }
}
