package dev.understack.server.standalone;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.Fault;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of applying manifests: one that is refused does not keep the others out.
 *
 * @param created how many objects were new
 * @param changed how many differed
 * @param unchanged how many were as wanted
 * @param refusals why others were not taken: object, place and reason
 */
public record ManifestLoad(int created, int changed, int unchanged, List<String> refusals) {

  public ManifestLoad {
    refusals = List.copyOf(refusals);
  }

  /** One line for people. */
  public String summary() {
    String text =
        "Manifests: %d created, %d changed, %d unchanged".formatted(created, changed, unchanged);
    return refusals.isEmpty() ? text : text + ", " + refusals.size() + " refused";
  }

  static ManifestLoad into(EmbeddedCluster cluster, List<Manifest> manifests) {
    ObjectApi objects = cluster.as(Identity.SYSTEM);
    int created = 0;
    int changed = 0;
    int unchanged = 0;
    List<String> refusals = new ArrayList<>();
    for (Manifest manifest : manifests) {
      try {
        switch (apply(objects, manifest)) {
          case CREATED -> created++;
          case CHANGED -> changed++;
          case UNCHANGED -> unchanged++;
        }
      } catch (ApiException e) {
        refusals.add(refusal(manifest, String.valueOf(e.getMessage())));
      }
    }
    return new ManifestLoad(created, changed, unchanged, refusals);
  }

  private enum Outcome {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  private static Outcome apply(ObjectApi objects, Manifest manifest) {
    KubeObject object = inNamespace(manifest.object());
    ResourceType type =
        ResourceTypes.of(object)
            .orElseThrow(() ->
                new ApiException(
                    ApiException.Reason.NOT_FOUND,
                    "no kind \"" + object.kind() + "\" in " + object.apiVersion()));
    if (object.name().isEmpty()) {
      objects.create(object);
      return Outcome.CREATED;
    }
    ObjectKey key = new ObjectKey(type, object.namespace(), object.name());
    Optional<KubeObject> before = objects.find(key);
    KubeObject after = objects.patch(key, new Patch(Patch.Kind.APPLY, object.tree(), ""));
    return before
        .map(b ->
            b.resourceVersion().equals(after.resourceVersion())
                ? Outcome.UNCHANGED
                : Outcome.CHANGED)
        .orElse(Outcome.CREATED);
  }

  private static KubeObject inNamespace(KubeObject object) {
    boolean namespaced = ResourceTypes.of(object).map(ResourceType::namespaced).orElse(false);
    return namespaced && object.namespace().isEmpty()
        ? object.withMetadata(metadata -> metadata.put("namespace", "default"))
        : object;
  }

  private static String refusal(Manifest manifest, String message) {
    return new Fault(
            manifest.source(), manifest.position(""), manifest.object().describe(), "", message)
        .toString();
  }
}
