package dev.understack.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * What the sensors of a bus made of its events, with their state and the bus position. Safe for
 * several threads; one reader per bus commits.
 */
public interface DecisionTable {

  /**
   * Commits decisions, the states that they lead to, the actions that follow and the new position
   * in one transaction. The future completes once it survives the end of the process.
   */
  CompletableFuture<Void> commit(DecisionBatch batch);

  /** The sequence of the last event that was decided; 0 when none was. */
  long position(String bus);

  /** Sensor state by sensor key ({@code namespace/name}), as last committed. */
  Map<String, JsonNode> states(String bus);

  /** The decision on an event. */
  Optional<JsonNode> find(String bus, long sequence);

  /**
   * Decisions and all that must be stored with them.
   *
   * @param bus {@code namespace/name} of the EventBus
   * @param position sequence of the last event that is decided with this batch
   * @param decisions one record per event
   * @param states new states by sensor key; a null node removes one
   * @param actions what to do because of these decisions
   */
  record DecisionBatch(
      String bus,
      long position,
      List<EventDecision> decisions,
      Map<String, JsonNode> states,
      List<NewAction> actions) {}

  /**
   * The verdicts of all sensors on one event.
   *
   * @param sequence the event
   * @param verdicts compact JSON; its shape belongs to the sensors module
   */
  record EventDecision(long sequence, JsonNode verdicts) {}
}
