package dev.understack.cluster;

import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Objects that are made up when somebody looks at them, such as the pods of a workflow's nodes.
 * They appear beside the stored objects of the kind and cannot be written. Safe for several
 * threads.
 */
public interface VirtualObjects {

  /** The kind. */
  ResourceType type();

  /** The object with this name. */
  Optional<KubeObject> find(String namespace, String name);

  /** All objects; {@code namespace} is empty for all namespaces. */
  List<KubeObject> list(String namespace);

  /**
   * Changes from now on, from one thread. The {@code resourceVersion} of the objects must be one
   * that the store has given, such as that of the Workflow behind a pod.
   */
  Watch watch(String namespace, Consumer<WatchEvent> consumer);
}
