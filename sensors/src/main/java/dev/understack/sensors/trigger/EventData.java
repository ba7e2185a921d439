package dev.understack.sensors.trigger;

import dev.understack.sensors.event.EventContext;
import dev.understack.sensors.event.SensorEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events that go along with a request, because it is completed only when it runs. */
final class EventData {
  private EventData() {}

  static ObjectNode json(SensorEvent event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("context", event.context().tree());
    return json.put("time", event.context().time().toString()).put("data", event.text());
  }

  static Map<String, SensorEvent> events(ObjectNode json) {
    Map<String, SensorEvent> events = new LinkedHashMap<>();
    json.properties().forEach(entry -> events.put(entry.getKey(), event(entry.getValue())));
    return events;
  }

  private static SensorEvent event(JsonNode json) {
    JsonNode context = json.path("context");
    return SensorEvent.of(
        new EventContext(
            context.path("id").asString(""),
            context.path("source").asString(""),
            context.path("specversion").asString(""),
            context.path("type").asString(""),
            context.path("datacontenttype").asString(""),
            context.path("subject").asString(""),
            Instant.parse(json.path("time").asString(""))),
        json.path("data").asString(""));
  }
}
