package dev.understack.server.insight;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.Json;
import dev.understack.sensors.runner.ActionRunner;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredEvent;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What could not be processed: messages that no event can be made of, and exhausted actions. */
final class DeadLetterList {
  private static final String REJECTED = "#rejected";

  private final SqliteStore store;
  private final ActionRunner actions;

  DeadLetterList(SqliteStore store, ActionRunner actions) {
    this.store = store;
    this.actions = actions;
  }

  /** The newest of both, actions first. */
  ArrayNode list(int limit) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (StoredAction action : store.actions().newest(StoredAction.State.DEAD, limit)) {
      ObjectNode item = items.addObject();
      item.put("key", action.key()).put("time", action.finished().orElse(action.due()).toString());
      item.put("origin", "sensor " + action.sensor() + ", trigger " + action.trigger());
      item.put("reason", action.lastError());
      ArrayNode events = item.putArray("events");
      action.eventIds().forEach(events::add);
    }
    for (StoredEvent message : store.events().newest(new EventFilter("", "", ""), limit)) {
      if (message.bus().endsWith(REJECTED)) {
        ObjectNode item = items.addObject();
        item.put("key", message.id()).put("time", message.time().toString());
        item.put(
            "origin",
            "event source "
                + message.bus().substring(0, message.bus().indexOf('/') + 1)
                + message.source()
                + ", event "
                + message.subject());
        item.put("reason", Json.read(message.data()).path("reason").asString(""));
        item.set("message", Json.read(message.data()));
      }
    }
    return items;
  }

  /** Tries a dead action again. */
  void resubmit(String key) {
    StoredAction action =
        store
            .actions()
            .find(key)
            .orElseThrow(() ->
                new ApiException(
                    Reason.NOT_FOUND,
                    "no action \"" + key + "\"; only actions can be tried again"));
    if (action.state() != StoredAction.State.DEAD) {
      throw new ApiException(
          Reason.CONFLICT, "action \"" + key + "\" is not in the dead-letter list");
    }
    try {
      actions.resubmit(key).join();
    } catch (CompletionException e) {
      throw new ApiException(Reason.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }
}
