package dev.understack.sensors.trigger;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import java.time.InstantSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * One attempt to run an action.
 *
 * @param key what tells the action from every other; the same for each attempt
 * @param sensor name of the sensor
 * @param namespace its namespace
 * @param trigger name of the trigger
 * @param account whom it acts as
 * @param request what the plan prepared; read only
 * @param workflows the workflow engine
 */
public record ActionRun(
    String key,
    String sensor,
    String namespace,
    String trigger,
    Identity account,
    ObjectNode request,
    Cluster cluster,
    WorkflowCommands workflows,
    InstantSource clock) {

  /** The cluster as the sensor's service account. */
  public ObjectApi objects() {
    return cluster.as(account);
  }

  /** The settings of the trigger, rewritten by its parameters. Read only. */
  public ObjectNode settings() {
    return ActionRequest.object(request, ActionRequest.SETTINGS);
  }
}
