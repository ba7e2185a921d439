package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.language.kube.JsonPatch;
import dev.understack.language.kube.MergeKeys;
import dev.understack.language.kube.MergePatch;
import dev.understack.language.kube.PatchException;
import dev.understack.language.kube.StrategicMergePatch;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies the four kinds of patches to an object. */
final class Patches {
  private Patches() {}

  /** The patched object; {@link ApiException} when the patch is malformed or does not fit. */
  static KubeObject apply(KubeObject object, ObjectKey key, Patch patch, Instant now) {
    try {
      JsonNode patched = patched(object, key.type(), patch, now);
      if (!(patched instanceof ObjectNode tree)) {
        throw new PatchException("the patched value is not an object");
      }
      return KubeObject.of(tree);
    } catch (PatchException e) {
      throw new ApiException(
          patch.kind() == Patch.Kind.JSON ? Reason.INVALID : Reason.BAD_REQUEST,
          "the server rejected our request due to an error in our request: " + e.getMessage());
    }
  }

  private static JsonNode patched(KubeObject object, ResourceType type, Patch patch, Instant now) {
    return switch (patch.kind()) {
      case JSON -> JsonPatch.of(patch.body()).apply(object.tree());
      case MERGE -> MergePatch.apply(object.tree(), patch.body());
      case STRATEGIC ->
          StrategicMergePatch.apply(
              object.tree(), body(patch), MergeKeys.of(type.apiVersion(), type.kind()));
      case APPLY -> AppliedFields.apply(object.tree(), body(patch), patch.manager(), now);
    };
  }

  private static ObjectNode body(Patch patch) {
    if (patch.body() instanceof ObjectNode body) {
      return body;
    }
    throw new PatchException("the patch is not an object");
  }
}
