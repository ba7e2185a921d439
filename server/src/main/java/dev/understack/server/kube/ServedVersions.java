package dev.understack.server.kube;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.List;

/** The versions under which a kind is served: its own first, then older ones of the same shape. */
final class ServedVersions {
  private ServedVersions() {}

  static List<String> of(ResourceType type) {
    return type.group().equals("external-secrets.io")
        ? List.of(type.version(), "v1beta1")
        : List.of(type.version());
  }

  /** The object as it reads in the version that was asked for. */
  static KubeObject as(KubeObject object, ResourceType type, String version) {
    return version.equals(type.version())
        ? object
        : object.with(tree -> tree.put("apiVersion", type.group() + "/" + version));
  }
}
