package dev.understack.sensors.network;

import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.trigger.ActionPlan;
import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.sensors.trigger.SensorIdentity;
import dev.understack.store.NewAction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the outbox with deterministic keys. */
public final class ActionRows {
  private ActionRows() {}

  /** What stands among the dead letters for an event that a dependency could not look at. */
  static NewAction failure(
      SensorIdentity sensor, String dependency, SensorEvent event, String error) {
    String id = event.context().id();
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put(ActionRequest.DEPENDENCY, dependency);
    request.putObject(ActionRequest.EVENTS).put(dependency, id);
    request.put(ActionRequest.ERROR, "dependency " + dependency + ": " + error);
    return new NewAction(
        sensor.key() + "/" + dependency + "/" + Digest.of(sensor.key(), "", dependency + "=" + id),
        sensor.key(),
        "",
        List.of(id),
        request,
        event.context().time());
  }

  /**
   * The action of a trigger for these events. Its key is made of sensor, trigger, dependencies and
   * event ids alone, so that a decision that is taken twice leads to one action.
   */
  public static NewAction row(
      SensorIdentity sensor, ActionPlan plan, Map<String, SensorEvent> events) {
    List<String> parts = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    Instant newest = Instant.EPOCH;
    for (Map.Entry<String, SensorEvent> entry : new TreeMap<>(events).entrySet()) {
      String id = entry.getValue().context().id();
      parts.add(entry.getKey() + "=" + id);
      ids.add(id);
      Instant time = entry.getValue().context().time();
      newest = time.isAfter(newest) ? time : newest;
    }
    String key =
        sensor.key()
            + "/"
            + plan.triggerName()
            + "/"
            + Digest.of(sensor.key(), plan.triggerName(), String.join(",", parts));
    return new NewAction(
        key,
        sensor.key(),
        plan.triggerName(),
        ids.stream().distinct().toList(),
        plan.request(events),
        newest);
  }
}
