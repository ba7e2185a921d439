package dev.understack.workflows.core;

import dev.understack.store.RunTable.NodeRow;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What one event changed in a run.
 *
 * @param run the run's own state, to be stored as a whole
 * @param finished whether the run has ended
 * @param nodes rows that are new or changed, by node id
 * @param removed ids of rows that are gone
 * @param headline whether something changed that people wait for: the phase, a message, an output
 * @param commands what to do once the change is durable
 */
public record RunChange(
    JsonNode run,
    boolean finished,
    Map<String, NodeRow> nodes,
    List<String> removed,
    boolean headline,
    List<RunCommand> commands) {

  /** Whether anything has to be stored. */
  public boolean isEmpty() {
    return nodes.isEmpty() && removed.isEmpty() && !headline && !finished;
  }
}
