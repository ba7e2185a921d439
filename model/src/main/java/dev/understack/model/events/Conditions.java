package dev.understack.model.events;

import dev.understack.model.KubeObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code status.conditions} of an EventBus, EventSource or Sensor, kept in the order of their
 * types. For one thread.
 */
public final class Conditions {
  private final Map<String, Condition> conditions = new TreeMap<>();

  /**
   * One condition.
   *
   * @param status True, False or Unknown
   */
  public record Condition(String type, String status, String reason, String message) {}

  /** Sets a condition that holds. */
  public Conditions met(String type, String reason, String message) {
    conditions.put(type, new Condition(type, "True", reason, message));
    return this;
  }

  /** Sets a condition that does not hold. */
  public Conditions failed(String type, String reason, String message) {
    conditions.put(type, new Condition(type, "False", reason, message));
    return this;
  }

  /** Sets a condition of which nothing is known yet. */
  public Conditions unknown(String type) {
    conditions.put(type, new Condition(type, "Unknown", "", ""));
    return this;
  }

  /** Whether all conditions hold and there is at least one. */
  public boolean isReady() {
    return !conditions.isEmpty()
        && conditions.values().stream().allMatch(c -> c.status().equals("True"));
  }

  /** Reads those of an object. */
  public static Conditions read(JsonNode status) {
    Conditions read = new Conditions();
    for (JsonNode c : status.path("conditions")) {
      String type = c.path("type").asString("");
      read.conditions.put(
          type,
          new Condition(
              type,
              c.path("status").asString(""),
              c.path("reason").asString(""),
              c.path("message").asString("")));
    }
    return read;
  }

  /**
   * The object with these conditions; empty when it has them already. A condition whose status
   * stays keeps the time of its last transition.
   */
  public Optional<KubeObject> applyTo(KubeObject object, Instant now) {
    if (read(object.status()).conditions.equals(conditions)) {
      return Optional.empty();
    }
    ObjectNode status = object.status().deepCopy();
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Condition condition : conditions.values()) {
      ObjectNode entry = list.addObject();
      entry.put("type", condition.type()).put("status", condition.status());
      entry.put("lastTransitionTime", transition(object, condition, now));
      if (!condition.reason().isEmpty()) {
        entry.put("reason", condition.reason());
      }
      if (!condition.message().isEmpty()) {
        entry.put("message", condition.message());
      }
    }
    status.set("conditions", list);
    return Optional.of(object.withStatus(status));
  }

  private static String transition(KubeObject object, Condition condition, Instant now) {
    for (JsonNode known : object.status().path("conditions")) {
      if (known.path("type").asString("").equals(condition.type())
          && known.path("status").asString("").equals(condition.status())) {
        return known.path("lastTransitionTime").asString("");
      }
    }
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
