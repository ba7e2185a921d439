package dev.understack.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** The outbox: actions that decisions called for, until they are done. Safe for several threads. */
public interface ActionTable {

  /** Pending actions with an id above {@code afterId}, ascending. */
  List<StoredAction> pending(long afterId, int limit);

  /** The action with this key. */
  Optional<StoredAction> find(String key);

  /** Actions that an event led to. */
  List<StoredAction> ofEvent(String eventId);

  /** The newest actions in a state, descending. */
  List<StoredAction> newest(StoredAction.State state, int limit);

  /** Marks an action as done. Durable when the future completes; calling it twice is harmless. */
  CompletableFuture<Void> done(String key, JsonNode result, Instant at);

  /** Notes a failed attempt and when to try again. */
  CompletableFuture<Void> retry(String key, String error, Instant due);

  /** Gives an action up: it moves to the dead-letter list. */
  CompletableFuture<Void> dead(String key, String error, Instant at);

  /**
   * Makes a dead action pending again with a fresh count of attempts; it keeps its last error, by
   * which it is told from one that was never tried.
   */
  CompletableFuture<Void> resubmit(String key, Instant due);

  /** Adds an action outside a decision, such as a dead-letter trigger; an existing key is kept. */
  CompletableFuture<Void> add(NewAction action);
}
