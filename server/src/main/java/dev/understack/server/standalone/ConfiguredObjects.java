package dev.understack.server.standalone;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.util.List;

/** Puts the Secrets and ConfigMaps of the configuration in place. */
record ConfiguredObjects(EmbeddedCluster cluster) {
  /** Marks objects that the configuration provides; other controllers leave them alone. */
  static final String ANNOTATION = "understack.dev/provided-by";

  void apply(List<KubeObject> objects) {
    ObjectApi api = cluster.as(Identity.SYSTEM);
    for (KubeObject object : objects) {
      KubeObject marked =
          object.withMetadata(metadata ->
              metadata.withObjectProperty("annotations").put(ANNOTATION, "configuration"));
      ObjectKey key =
          new ObjectKey(ResourceTypes.of(object).orElseThrow(), object.namespace(), object.name());
      api.patch(key, new Patch(Patch.Kind.APPLY, marked.tree(), ""));
    }
  }
}
