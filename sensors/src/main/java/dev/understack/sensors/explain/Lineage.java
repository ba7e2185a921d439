package dev.understack.sensors.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the state of an outside object comes from.
 *
 * @param kind for example {@code tenant}
 * @param origins its changes, newest first
 */
public record Lineage(String kind, String id, List<Origin> origins) {
  /** How many of the newest actions are searched for the one that made a workflow. */
  static final int SEARCHED = 10_000;

  public Lineage {
    origins = List.copyOf(origins);
  }

  /**
   * One change and what led to it.
   *
   * @param change one line
   * @param node the workflow node that made it
   * @param duration how long the node took; empty when that is not known any more
   * @param workflow the workflow; empty when no action made it
   * @param action the key of the action that made the workflow; empty when none did
   * @param events the events that led to the action
   */
  public record Origin(
      Instant at,
      String change,
      String node,
      Optional<Duration> duration,
      String workflowUid,
      String workflow,
      String action,
      List<EventExplanation> events) {
    public Origin {
      events = List.copyOf(events);
    }
  }
}
