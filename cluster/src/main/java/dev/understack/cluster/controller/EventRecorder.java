package dev.understack.cluster.controller;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Records Kubernetes Events about objects. Safe for several threads. */
public final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private final ObjectApi api;
  private final String component;
  private final Clock clock;

  /**
   * @param component who records, for example {@code external-secrets}
   */
  public EventRecorder(ObjectApi api, String component, Clock clock) {
    this.api = api;
    this.component = component;
    this.clock = clock;
  }

  /** Records an Event; one that cannot be stored is logged and dropped. */
  public void record(KubeObject about, boolean normal, String reason, String message) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("generateName", about.name() + ".").put("namespace", namespace);
    event
        .putObject("involvedObject")
        .put("apiVersion", about.apiVersion())
        .put("kind", about.kind())
        .put("name", about.name())
        .put("namespace", about.namespace())
        .put("uid", about.uid())
        .put("resourceVersion", about.resourceVersion());
    event
        .put("type", normal ? "Normal" : "Warning")
        .put("reason", reason)
        .put("message", message)
        .put("count", 1)
        .put("firstTimestamp", now)
        .put("lastTimestamp", now);
    event.putObject("source").put("component", component);
    try {
      api.create(KubeObject.of(event));
    } catch (ApiException e) {
      LOG.warn("event {} of {} was not stored: {}", reason, about.describe(), e.getMessage());
    }
  }
}
