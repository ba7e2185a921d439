package dev.understack.language.kube;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * JSON patch, RFC 6902: a list of operations that apply in order, all or none. Immutable, safe for
 * several threads.
 */
public record JsonPatch(List<JsonPatchOperation> operations) {
  public JsonPatch {
    operations = List.copyOf(operations);
  }

  /**
   * Reads a patch.
   *
   * @throws PatchException when it is not a list of operations with the fields that each needs
   */
  public static JsonPatch of(JsonNode patch) {
    if (!patch.isArray()) {
      throw new PatchException(
          "error decoding patch: json: cannot unmarshal object into Go value of type"
              + " jsonpatch.Patch");
    }
    List<JsonPatchOperation> all = new ArrayList<>();
    patch.forEach(operation -> all.add(JsonPatchOperation.of(operation)));
    return new JsonPatch(all);
  }

  /**
   * The patched value; {@code target} stays as it is.
   *
   * @throws PatchException when an operation does not fit or a test fails
   */
  public JsonNode apply(JsonNode target) {
    JsonNode result = target.deepCopy();
    for (JsonPatchOperation operation : operations) {
      result = operation.apply(result);
    }
    return result;
  }
}
