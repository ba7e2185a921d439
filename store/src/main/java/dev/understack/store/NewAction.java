package dev.understack.store;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An action that a decision calls for.
 *
 * @param key deterministic: the same decision always yields the same key; unique
 * @param sensor {@code namespace/name}
 * @param trigger name of the trigger
 * @param eventIds ids of the events that led to it
 * @param request what to do; its shape belongs to the sensors module
 * @param notBefore earliest start
 */
public record NewAction(
    String key,
    String sensor,
    String trigger,
    List<String> eventIds,
    JsonNode request,
    Instant notBefore) {

  public NewAction {
    eventIds = List.copyOf(eventIds);
  }
}
