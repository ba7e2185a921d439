package dev.understack.executors.pod;

import java.util.List;
import java.util.Map;

/**
 * A pod to run: what a leaf of a workflow or a Job asks for.
 *
 * @param labels as the pod would have them
 * @param annotations as the pod would have them
 * @param init containers that run to their end, one after the other, before the main one
 * @param main the container whose end is the pod's end
 * @param sidecars containers that run beside it
 */
public record PodSpec(
    PodName name,
    PodOwner owner,
    String uid,
    String serviceAccount,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<ContainerSpec> init,
    ContainerSpec main,
    List<ContainerSpec> sidecars,
    List<Volume> volumes) {

  public PodSpec {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    init = List.copyOf(init);
    sidecars = List.copyOf(sidecars);
    volumes = List.copyOf(volumes);
  }

  /** Where a pod stands. */
  public record PodName(String namespace, String pod) {
    @Override
    public String toString() {
      return namespace + "/" + pod;
    }
  }
}
