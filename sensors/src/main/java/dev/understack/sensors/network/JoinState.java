package dev.understack.sensors.network;

import dev.understack.sensors.event.EventContext;
import dev.understack.sensors.event.SensorEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The half-met conditions of one sensor: for each trigger the newest event of each dependency that
 * has been met. Immutable.
 *
 * @param triggers by name; a trigger that waits for nothing is not here
 */
record JoinState(Map<String, Join> triggers) {
  static final JoinState EMPTY = new JoinState(Map.of());

  JoinState {
    triggers = Map.copyOf(triggers);
  }

  /**
   * What one trigger has so far.
   *
   * @param condition the condition that it was gathered for
   * @param events by dependency
   */
  record Join(String condition, Map<String, Met> events) {
    Join {
      events = Map.copyOf(events);
    }
  }

  /**
   * A met dependency.
   *
   * @param digest of the dependency that the event was met with
   */
  record Met(String digest, SensorEvent event) {}

  /** A copy in which a trigger has these events; none removes it. */
  JoinState with(String trigger, Join join) {
    Map<String, Join> copy = new LinkedHashMap<>(triggers);
    if (join.events().isEmpty()) {
      copy.remove(trigger);
    } else {
      copy.put(trigger, join);
    }
    return new JoinState(copy);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    triggers.forEach((name, join) -> {
      ObjectNode trigger = json.putObject(name);
      trigger.put("condition", join.condition());
      ObjectNode events = trigger.putObject("events");
      join.events()
          .forEach((dependency, met) -> {
            ObjectNode event = events.putObject(dependency);
            event.put("digest", met.digest());
            EventContext context = met.event().context();
            event.put("id", context.id());
            event.put("source", context.source());
            event.put("type", context.type());
            event.put("subject", context.subject());
            event.put("time", context.time().toString());
            event.put("data", met.event().text());
          });
    });
    return json;
  }

  static JoinState read(JsonNode json) {
    Map<String, Join> triggers = new LinkedHashMap<>();
    json.properties()
        .forEach(entry -> {
          Map<String, Met> events = new LinkedHashMap<>();
          entry
              .getValue()
              .path("events")
              .properties()
              .forEach(event -> events.put(event.getKey(), met(event.getValue())));
          triggers.put(
              entry.getKey(), new Join(entry.getValue().path("condition").asString(""), events));
        });
    return new JoinState(triggers);
  }

  private static Met met(JsonNode event) {
    EventContext context =
        new EventContext(
            event.path("id").asString(""),
            event.path("source").asString(""),
            "1.0",
            event.path("type").asString(""),
            EventContext.JSON,
            event.path("subject").asString(""),
            Instant.parse(event.path("time").asString("")));
    return new Met(
        event.path("digest").asString(""),
        SensorEvent.of(context, event.path("data").asString("")));
  }
}
