package dev.understack.sensors;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EventBuses;
import dev.understack.sensors.runner.Replays;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.store.StoredAction;
import java.util.Map;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replays with the present sensors, on the buses that are read.
 *
 * @param managed buses by {@code namespace/name}; another thread changes it
 */
record SensorReplays(SensorRegistry registry, EventBuses buses, Map<String, ManagedBus> managed)
    implements Replays {

  @Override
  public ObjectNode request(StoredAction action) {
    return registry
        .request(action)
        .orElseThrow(() ->
            ActionException.terminal(
                "sensor " + action.sensor() + " has no trigger " + action.trigger() + " any more"));
  }

  @Override
  public JsonNode decide(StoredAction action) {
    String dependency = action.request().path(ActionRequest.DEPENDENCY).asString("");
    String bus = busOf(action);
    int slash = bus.indexOf('/');
    BusEvent event =
        buses
            .of(bus.substring(0, slash), bus.substring(slash + 1))
            .find(action.eventIds().getFirst())
            .orElseThrow(() ->
                ActionException.terminal(
                    "event " + action.eventIds().getFirst() + " is not kept any more"));
    ManagedBus reader = managed.get(bus);
    if (reader == null) {
      throw ActionException.retryable("bus " + bus + " is not read");
    }
    try {
      JsonNode verdicts = reader.decideAgain(action.sensor(), dependency, event).join();
      String error = error(verdicts);
      if (!error.isEmpty()) {
        throw ActionException.terminal("dependency " + dependency + ": " + error);
      }
      return JsonNodeFactory.instance.objectNode().put("done", "decided again");
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw ActionException.terminal(String.valueOf(cause.getMessage()));
    }
  }

  private String busOf(StoredAction action) {
    return registry
        .find(action.sensor())
        .map(entry -> entry.compiled().identity().namespace() + "/" + entry.spec().eventBusName())
        .orElseThrow(
            () -> ActionException.terminal("there is no sensor " + action.sensor() + " any more"));
  }

  private static String error(JsonNode verdicts) {
    for (JsonNode group : verdicts.path("groups")) {
      if (group.has("error")) {
        return "transform: " + group.path("error").asString();
      }
    }
    return verdicts.path("broken").path(0).path("error").asString("");
  }
}
