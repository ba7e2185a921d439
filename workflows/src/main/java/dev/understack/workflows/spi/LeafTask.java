package dev.understack.workflows.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A leaf to run.
 *
 * @param namespace namespace of the workflow
 * @param workflowName its name
 * @param workflowUid its uid
 * @param nodeId id of the node
 * @param podName name of the pod that stands for it, unique in the namespace
 * @param serviceAccount whom it acts as
 * @param template the whole template in Argo's shape (container or script, inputs with values,
 *     outputs, volumes, sidecars, ...), every tag substituted
 * @param volumes {@code spec.volumes} of the workflow, tags substituted
 * @param attempt counted from 0
 * @param deadline when it is to be stopped with "Pod was active on the node longer than the
 *     specified deadline"
 * @param gracePeriod between the request to stop and the kill
 */
public record LeafTask(
    String namespace,
    String workflowName,
    String workflowUid,
    String nodeId,
    String podName,
    String serviceAccount,
    ObjectNode template,
    List<JsonNode> volumes,
    int attempt,
    Optional<Instant> deadline,
    Duration gracePeriod) {

  public LeafTask {
    volumes = List.copyOf(volumes);
  }
}
