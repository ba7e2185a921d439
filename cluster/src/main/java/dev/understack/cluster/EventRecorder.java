package dev.understack.cluster;

import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes {@code v1/Event} objects about other objects, as {@code kubectl describe} shows them. What
 * happens again counts up one Event. Safe for several threads.
 */
public final class EventRecorder {
  private final ObjectApi api;
  private final String component;
  private final Clock clock;

  /**
   * @param component who reports, for example {@code workflow-controller}
   */
  public EventRecorder(ObjectApi api, String component, Clock clock) {
    this.api = api;
    this.component = component;
    this.clock = clock;
  }

  /** How an Event is meant. */
  public enum Type {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String text;

    Type(String text) {
      this.text = text;
    }
  }

  /**
   * Records that something happened to an object that is stored.
   *
   * @param reason one word, for example {@code WorkflowRunning}
   * @throws ApiException when the Event cannot be written
   */
  public void record(KubeObject about, Type type, String reason, String message) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    int hash = Objects.hash(about.uid(), type, reason, message, component);
    String name = about.name() + "." + String.format(Locale.ROOT, "%08x", hash);
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    try {
      api.create(event(about, type, reason, message, name, namespace, now));
    } catch (ApiException e) {
      if (e.reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
      countUp(new ObjectKey(ResourceTypes.EVENT, namespace, name), now);
    }
  }

  private void countUp(ObjectKey key, String now) {
    api.find(key)
        .ifPresent(event ->
            api.patch(
                key,
                new ObjectApi.Patch(
                    ObjectApi.Patch.Kind.MERGE,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("count", event.tree().path("count").asInt(1) + 1)
                        .put("lastTimestamp", now))));
  }

  private KubeObject event(
      KubeObject about,
      Type type,
      String reason,
      String message,
      String name,
      String namespace,
      String now) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("name", name).put("namespace", namespace);
    event
        .putObject("involvedObject")
        .put("apiVersion", about.apiVersion())
        .put("kind", about.kind())
        .put("namespace", about.namespace())
        .put("name", about.name())
        .put("uid", about.uid())
        .put("resourceVersion", about.resourceVersion());
    event.putObject("source").put("component", component);
    return KubeObject.of(
        event
            .put("type", type.text)
            .put("reason", reason)
            .put("message", message)
            .put("firstTimestamp", now)
            .put("lastTimestamp", now)
            .put("count", 1)
            .put("reportingComponent", component)
            .put("reportingInstance", ""));
  }
}
