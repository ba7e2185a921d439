package dev.understack.acceptance.manifests;

import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The objects of both kustomizations of UnderStack. */
final class ShippedObjects {
  private static final Path WORKFLOWS = Path.of("..", "workflows");

  private ShippedObjects() {}

  static List<KubeObject> all() {
    return Stream.of("argo-events", "openstack")
        .flatMap(folder -> KustomizeBuild.of(WORKFLOWS.resolve(folder)).stream())
        .map(Manifest::object)
        .toList();
  }

  static List<KubeObject> ofKind(String kind) {
    return all().stream().filter(object -> object.kind().equals(kind)).toList();
  }
}
