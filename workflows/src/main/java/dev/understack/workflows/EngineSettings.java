package dev.understack.workflows;

import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an installation decides about its workflows.
 *
 * @param workflowDefaults a Workflow-shaped object: its spec applies where a workflow and its
 *     template say nothing
 * @param storeDelay how long news that can wait, such as "has started", may wait to be stored
 * @param summaryInterval how often the Workflow object of a large run shows progress
 */
public record EngineSettings(
    ObjectNode workflowDefaults, Duration storeDelay, Duration summaryInterval) {

  /** No defaults, 200 ms, one second. */
  public static EngineSettings standard() {
    return new EngineSettings(
        JsonNodeFactory.instance.objectNode(), Duration.ofMillis(200), Duration.ofSeconds(1));
  }

  /** The same with other workflow defaults. */
  public EngineSettings withDefaults(ObjectNode defaults) {
    return new EngineSettings(defaults, storeDelay, summaryInterval);
  }
}
