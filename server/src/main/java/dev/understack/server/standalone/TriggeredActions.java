package dev.understack.server.standalone;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.sensors.trigger.WorkflowCommands;
import dev.understack.workflows.SubmitOptions;
import dev.understack.workflows.WorkflowOperations;
import dev.understack.workflows.core.RunRetry;
import java.util.List;

/** What argoWorkflow triggers ask of the engine, done as the sensor's service account. */
record TriggeredActions(WorkflowOperations operations) implements WorkflowCommands {
  private static final String SELECTOR = "--node-field-selector=";

  @Override
  public void run(
      String operation, String namespace, String workflow, List<String> args, Identity account) {
    String selector =
        args.stream()
            .filter(argument -> argument.startsWith(SELECTOR))
            .map(argument -> argument.substring(SELECTOR.length()))
            .findFirst()
            .orElse("");
    try {
      switch (operation) {
        case "suspend" -> operations.suspend(account, namespace, workflow);
        case "resume" -> operations.resume(account, namespace, workflow, selector);
        case "stop" -> operations.stop(account, namespace, workflow, selector, "");
        case "terminate" -> operations.terminate(account, namespace, workflow);
        case "retry" -> operations.retry(account, namespace, workflow, RunRetry.Options.PLAIN);
        case "resubmit" -> operations.resubmit(account, namespace, workflow, SubmitOptions.PLAIN);
        default -> throw ActionException.terminal("no operation \"" + operation + "\"");
      }
    } catch (ApiException e) {
      String message = String.valueOf(e.getMessage());
      throw e.reason() == ApiException.Reason.FORBIDDEN
          ? ActionException.forbidden(message)
          : ActionException.retryable(message);
    }
  }
}
