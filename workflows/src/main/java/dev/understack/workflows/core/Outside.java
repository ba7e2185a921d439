package dev.understack.workflows.core;

import dev.understack.model.KubeObject;
import java.util.Optional;

/**
 * Objects that a run refers to, as they are when an event is handled. What the core takes from here
 * it keeps in the state of the run, so that later changes do not disturb a run.
 */
public interface Outside {
  /** The template object, if there is one; a ClusterWorkflowTemplate has no namespace. */
  Optional<KubeObject> workflowTemplate(String namespace, String name, boolean clusterScope);

  /** The ConfigMap, if there is one. */
  Optional<KubeObject> configMap(String namespace, String name);
}
