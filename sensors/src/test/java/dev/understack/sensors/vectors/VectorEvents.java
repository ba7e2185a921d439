package dev.understack.sensors.vectors;

import dev.understack.model.Json;
import dev.understack.sensors.event.EventContext;
import dev.understack.sensors.event.SensorEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Events of vectors. */
final class VectorEvents {
  private VectorEvents() {}

  static SensorEvent event(JsonNode event) {
    JsonNode data = event.path("dataText");
    return SensorEvent.of(
        context(event.path("context")), data.isString() ? data.stringValue() : null);
  }

  static SensorEvent data(String text) {
    return SensorEvent.of(context(Json.read("{}")), text);
  }

  static Map<String, SensorEvent> events(JsonNode events) {
    Map<String, SensorEvent> all = new LinkedHashMap<>();
    events.properties().forEach(e -> all.put(e.getKey(), event(e.getValue())));
    return all;
  }

  static EventContext context(JsonNode c) {
    String time = c.path("time").asString("");
    return new EventContext(
        c.path("id").asString(""),
        c.path("source").asString(""),
        c.path("specversion").asString(""),
        c.path("type").asString(""),
        c.path("datacontenttype").asString(""),
        c.path("subject").asString(""),
        time.isEmpty() ? Instant.EPOCH : java.time.OffsetDateTime.parse(time).toInstant());
  }
}
