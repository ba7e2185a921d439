package dev.understack.workflows.lint;

import dev.understack.model.KubeObject;
import java.util.Optional;

/** Where template objects that a manifest refers to are looked up. */
public interface TemplateSource {
  /** Knows nothing: references to other objects are not checked. */
  TemplateSource NONE =
      new TemplateSource() {
        @Override
        public Optional<KubeObject> find(String namespace, String name, boolean clusterScope) {
          return Optional.empty();
        }

        @Override
        public boolean knowsAll() {
          return false;
        }
      };

  /** The WorkflowTemplate, or ClusterWorkflowTemplate, if there is one. */
  Optional<KubeObject> find(String namespace, String name, boolean clusterScope);

  /** Whether what is not found here does not exist. */
  default boolean knowsAll() {
    return true;
  }
}
