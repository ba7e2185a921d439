package dev.understack.sensors.trigger;

import dev.understack.cluster.Identity;
import java.util.List;

/**
 * What an argoWorkflow trigger asks of the workflow engine beyond creating objects. Safe for
 * several threads.
 */
@FunctionalInterface
public interface WorkflowCommands {

  /**
   * Runs an operation on a workflow that exists.
   *
   * @param operation {@code resume}, {@code retry}, {@code resubmit}, {@code suspend}, {@code stop}
   *     or {@code terminate}
   * @param args as for the argo command, for example {@code --node-field-selector=...}
   * @throws ActionException when it fails
   */
  void run(
      String operation, String namespace, String workflow, List<String> args, Identity account);
}
