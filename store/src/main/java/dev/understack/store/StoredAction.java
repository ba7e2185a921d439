package dev.understack.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An action of the outbox.
 *
 * @param id its place in the outbox, ascending
 * @param attempts how often it was tried
 * @param due when it is to be tried next; meaningless unless pending
 * @param lastError why the last attempt failed; empty when none did
 * @param result what it led to, for example the key of the object that was created
 * @param finished when it was done or given up
 */
public record StoredAction(
    long id,
    String key,
    String sensor,
    String trigger,
    List<String> eventIds,
    JsonNode request,
    State state,
    int attempts,
    Instant created,
    Instant due,
    String lastError,
    Optional<JsonNode> result,
    Optional<Instant> finished) {

  /** Where an action stands. */
  public enum State {
    PENDING,
    DONE,
    /** All attempts failed; it waits in the dead-letter list for a person. */
    DEAD
  }
}
