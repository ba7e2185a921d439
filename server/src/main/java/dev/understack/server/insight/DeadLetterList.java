package dev.understack.server.insight;

import dev.understack.bus.RejectedMessage;
import dev.understack.bus.RejectedRows;
import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.runner.ActionRunner;
import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.sources.SourceController;
import dev.understack.sources.spi.UndeliverableException;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What could not be processed: messages that no event can be made of, events that a dependency
 * could not look at, and actions that were given up.
 */
final class DeadLetterList {
  private static final int EXCERPT = 200;

  private final SqliteStore store;
  private final ActionRunner actions;
  private final SourceController sources;

  DeadLetterList(SqliteStore store, ActionRunner actions, SourceController sources) {
    this.store = store;
    this.actions = actions;
    this.sources = sources;
  }

  /** The newest of all, descending; of messages the beginning. */
  ArrayNode list(int limit) {
    Stream<ObjectNode> given =
        store.actions().newest(StoredAction.State.DEAD, limit).stream().map(DeadLetterList::action);
    Stream<ObjectNode> rejected =
        store.objects().list(Query.all(ResourceTypes.EVENT_BUS, "", View.WHOLE)).items().stream()
            .map(bus -> RejectedRows.bus(bus.namespace() + "/" + bus.name()))
            .flatMap(bus -> store.events().newest(new EventFilter(bus, "", ""), limit).stream())
            .filter(this::isStillRejected)
            .map(row -> message(row, EXCERPT));
    List<ObjectNode> newest =
        Stream.concat(given, rejected)
            .sorted(
                Comparator.comparing((ObjectNode item) -> item.path("time").asString()).reversed())
            .limit(limit)
            .toList();
    return JsonNodeFactory.instance.arrayNode().addAll(newest);
  }

  /** One of them with all that is kept of it. */
  ObjectNode get(String key) {
    Optional<ObjectNode> action =
        store
            .actions()
            .find(key)
            .filter(found -> found.state() == StoredAction.State.DEAD)
            .map(DeadLetterList::action);
    return action
        .or(() ->
            store
                .events()
                .find(key)
                .filter(RejectedRows::holds)
                .map(row -> message(row, Integer.MAX_VALUE)))
        .orElseThrow(() -> absent(key));
  }

  /** Tries one of them again. */
  void resubmit(String key) {
    Optional<StoredEvent> rejected = store.events().find(key).filter(RejectedRows::holds);
    if (rejected.isPresent()) {
      deliverAgain(rejected.get());
      return;
    }
    StoredAction action = store.actions().find(key).orElseThrow(() -> absent(key));
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

  private void deliverAgain(StoredEvent row) {
    String bus = RejectedRows.busOf(row);
    try {
      sources.deliverAgain(bus.substring(0, bus.indexOf('/')), RejectedRows.message(row));
    } catch (UndeliverableException e) {
      throw new ApiException(Reason.CONFLICT, "still rejected: " + e.getMessage());
    }
  }

  /** A message that was delivered again is found as an event with the same id. */
  private boolean isStillRejected(StoredEvent row) {
    return store.events().find(row.id()).filter(RejectedRows::holds).isPresent();
  }

  private static ObjectNode action(StoredAction action) {
    String dependency = action.request().path(ActionRequest.DEPENDENCY).asString("");
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("key", action.key()).put("time", action.finished().orElse(action.due()).toString());
    item.put(
        "origin",
        "sensor "
            + action.sensor()
            + (dependency.isEmpty()
                ? ", trigger " + action.trigger()
                : ", dependency " + dependency));
    item.put("reason", action.lastError()).put("attempts", action.attempts());
    ArrayNode events = item.putArray("events");
    action.eventIds().forEach(events::add);
    return item;
  }

  private static ObjectNode message(StoredEvent row, int characters) {
    RejectedMessage message = RejectedRows.message(row);
    String bus = RejectedRows.busOf(row);
    String body = new String(message.raw(), StandardCharsets.UTF_8);
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("key", row.id()).put("time", row.time().toString());
    item.put(
        "origin",
        "event source "
            + bus.substring(0, bus.indexOf('/') + 1)
            + row.source()
            + ", event "
            + row.subject());
    item.put("reason", message.reason()).put("bytes", message.raw().length);
    ObjectNode properties = item.putObject("properties");
    message.properties().forEach(properties::put);
    return item.put("body", body.length() <= characters ? body : body.substring(0, characters));
  }

  private static ApiException absent(String key) {
    return new ApiException(Reason.NOT_FOUND, "no dead letter \"" + key + "\"");
  }
}
