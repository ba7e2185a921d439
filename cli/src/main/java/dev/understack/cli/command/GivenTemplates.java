package dev.understack.cli.command;

import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.workflows.lint.TemplateSource;
import java.util.List;
import java.util.Optional;

/** The templates among the manifests that are checked; others may exist on the cluster. */
record GivenTemplates(List<Manifest> manifests) implements TemplateSource {

  @Override
  public Optional<KubeObject> find(String namespace, String name, boolean clusterScope) {
    String kind = clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
    return manifests.stream()
        .map(Manifest::object)
        .filter(object -> object.kind().equals(kind) && object.name().equals(name))
        .filter(object -> clusterScope || object.namespace().equals(namespace))
        .findFirst();
  }

  @Override
  public boolean knowsAll() {
    return false;
  }
}
