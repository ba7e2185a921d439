package dev.understack.workflows;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.workflows.core.Outside;
import java.util.Optional;

/** Template objects and ConfigMaps as they are in the cluster. */
final class ClusterOutside implements Outside {
  private final ObjectApi objects;

  ClusterOutside(ObjectApi objects) {
    this.objects = objects;
  }

  @Override
  public Optional<KubeObject> workflowTemplate(
      String namespace, String name, boolean clusterScope) {
    return name.isEmpty()
        ? Optional.empty()
        : objects.find(
            clusterScope
                ? new ObjectKey(ResourceTypes.CLUSTER_WORKFLOW_TEMPLATE, "", name)
                : new ObjectKey(ResourceTypes.WORKFLOW_TEMPLATE, namespace, name));
  }

  @Override
  public Optional<KubeObject> configMap(String namespace, String name) {
    return name.isEmpty()
        ? Optional.empty()
        : objects.find(new ObjectKey(ResourceTypes.CONFIG_MAP, namespace, name));
  }
}
