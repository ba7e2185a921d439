package dev.understack.language.kube;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON merge patch, RFC 7386: null removes, objects merge, everything else replaces. */
public final class MergePatch {
  private MergePatch() {}

  /** The patched value; shares unchanged parts with {@code target}, which stays as it is. */
  public static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (target.isObject()) {
      target.properties().forEach(field -> result.set(field.getKey(), field.getValue()));
    }
    for (var change : patch.properties()) {
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), apply(result.path(change.getKey()), change.getValue()));
      }
    }
    return result;
  }

  /** The smallest patch that turns {@code from} into {@code to}; empty when they are equal. */
  public static ObjectNode between(ObjectNode from, ObjectNode to) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    for (var field : from.properties()) {
      if (!to.has(field.getKey())) {
        patch.putNull(field.getKey());
      }
    }
    for (var field : to.properties()) {
      JsonNode before = from.path(field.getKey());
      JsonNode after = field.getValue();
      if (before instanceof ObjectNode beforeObject && after instanceof ObjectNode afterObject) {
        ObjectNode inner = between(beforeObject, afterObject);
        if (!inner.isEmpty()) {
          patch.set(field.getKey(), inner);
        }
      } else if (!before.equals(after)) {
        patch.set(field.getKey(), after);
      }
    }
    return patch;
  }
}
