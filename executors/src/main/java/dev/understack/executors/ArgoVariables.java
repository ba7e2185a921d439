package dev.understack.executors;

import dev.understack.workflows.spi.LeafTask;
import java.util.Map;

/** The variables that Argo gives every container. */
final class ArgoVariables {
  /** Where a container may report {@code N/M}. */
  static final String PROGRESS_FILE = "/var/run/argo/progress";

  private ArgoVariables() {}

  static Map<String, String> of(LeafTask task, String container) {
    return Map.of(
        "ARGO_CONTAINER_NAME",
        container,
        "ARGO_NODE_ID",
        task.nodeId(),
        "ARGO_WORKFLOW_NAME",
        task.workflowName(),
        "ARGO_INCLUDE_SCRIPT_OUTPUT",
        "true",
        "ARGO_DEADLINE",
        task.deadline().map(Object::toString).orElse("0001-01-01T00:00:00Z"),
        "ARGO_PROGRESS_FILE",
        PROGRESS_FILE,
        "ARGO_PROGRESS_PATCH_TICK_DURATION",
        "1m0s",
        "ARGO_PROGRESS_FILE_TICK_DURATION",
        "3s");
  }
}
