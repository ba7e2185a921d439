package dev.understack.sources;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The variables of a source filter: top-level keys with dots become nested objects. */
public final class ExpandedKeys {
  private ExpandedKeys() {}

  /** An object without dots in its top-level keys; a longer key wins over its own parent. */
  public static ObjectNode of(JsonNode data) {
    ObjectNode expanded = JsonNodeFactory.instance.objectNode();
    Map<String, JsonNode> ordered = new TreeMap<>();
    boolean dotted = false;
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      ordered.put(entry.getKey(), entry.getValue());
      dotted |= entry.getKey().indexOf('.') >= 0;
    }
    if (!dotted) {
      ordered.forEach(expanded::set);
      return expanded;
    }
    ordered.forEach((key, value) -> put(expanded, key, value, ordered));
    return expanded;
  }

  private static void put(
      ObjectNode target, String key, JsonNode value, Map<String, JsonNode> all) {
    String prefix = key + ".";
    if (all.keySet().stream().anyMatch(other -> other.startsWith(prefix))) {
      return;
    }
    ObjectNode at = target;
    String[] parts = key.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      at = at.withObjectProperty(parts[i]);
    }
    at.set(parts[parts.length - 1], value);
  }
}
