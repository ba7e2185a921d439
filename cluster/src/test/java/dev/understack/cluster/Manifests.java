package dev.understack.cluster;

import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;

/** Objects for the tests of clusters. */
public final class Manifests {
  private Manifests() {}

  public static KubeObject yaml(String text) {
    return ManifestReader.read("test.yaml", text).getFirst().object();
  }

  public static KubeObject configMap(String name, String value) {
    return yaml(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: argo-events}
        data: {key: "%s"}
        """
            .formatted(name, value));
  }

  public static KubeObject ownedBy(KubeObject object, KubeObject owner) {
    return object.withMetadata(metadata ->
        metadata
            .putArray("ownerReferences")
            .addObject()
            .put("apiVersion", owner.apiVersion())
            .put("kind", owner.kind())
            .put("name", owner.name())
            .put("uid", owner.uid()));
  }

  public static ObjectKey key(ResourceType type, String name) {
    return new ObjectKey(type, type.namespaced() ? "argo-events" : "", name);
  }
}
