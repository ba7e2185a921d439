package dev.understack.cluster.controller;

import dev.understack.cluster.EventRecorder;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the status of objects: one condition and what belongs to it, only when it changes. */
public final class Conditions {
  private final ObjectApi api;
  private final EventRecorder events;

  public Conditions(ObjectApi api, EventRecorder events) {
    this.api = api;
    this.events = events;
  }

  /**
   * A condition.
   *
   * @param type for example {@code Ready}
   * @param value whether it holds
   */
  public record State(String type, boolean value, String reason, String message) {}

  /**
   * Sets a condition in the status, and records an Event when its value or reason is new.
   *
   * @param more changes the rest of the status
   */
  public void set(KubeObject object, State state, Instant now, Consumer<ObjectNode> more) {
    Optional<JsonNode> before = find(object, state.type());
    boolean turned =
        before.isEmpty()
            || !before.get().path("status").asString("").equals(text(state.value()))
            || !before.get().path("reason").asString("").equals(state.reason());
    ObjectNode status = object.status().deepCopy();
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    for (JsonNode other : status.path("conditions")) {
      if (!other.path("type").asString("").equals(state.type())) {
        conditions.add(other);
      }
    }
    conditions
        .addObject()
        .put("type", state.type())
        .put("status", text(state.value()))
        .put("reason", state.reason())
        .put("message", state.message())
        .put(
            "lastTransitionTime",
            turned
                ? now.truncatedTo(ChronoUnit.SECONDS).toString()
                : before.get().path("lastTransitionTime").asString(""));
    status.set("conditions", conditions);
    more.accept(status);
    if (!status.equals(object.status())) {
      api.updateStatus(object.withStatus(status));
    }
    if (turned) {
      events.record(
          object,
          state.value() ? EventRecorder.Type.NORMAL : EventRecorder.Type.WARNING,
          state.reason(),
          state.message());
    }
  }

  /** A condition of an object. */
  public static Optional<JsonNode> find(KubeObject object, String type) {
    for (JsonNode condition : object.status().path("conditions")) {
      if (condition.path("type").asString("").equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  private static String text(boolean value) {
    return value ? "True" : "False";
  }
}
