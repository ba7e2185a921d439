package dev.understack.language.jq;

import dev.understack.language.GoJson;
import dev.understack.language.Meter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the members of all objects in the order of their keys; copies only what is not. */
final class SortedKeys {
  private final Meter meter;

  /**
   * About the size of the value's text, which can be far beyond its memory when parts are shared.
   */
  private long size;

  SortedKeys(Meter meter) {
    this.meter = meter;
  }

  JsonNode of(JsonNode value, int depth) {
    meter.step();
    if (!value.isContainer()) {
      size += value.isString() ? value.stringValue().length() : 1;
      return value;
    }
    size += 2L + value.size();
    meter.size(size);
    meter.depth(depth);
    return value.isObject() ? object(value, depth) : array(value, depth);
  }

  @SuppressWarnings("ReferenceEquality") // the same element means nothing has changed
  private JsonNode array(JsonNode value, int depth) {
    ArrayNode changed = null;
    for (int i = 0; i < value.size(); i++) {
      JsonNode element = value.get(i);
      JsonNode sorted = of(element, depth + 1);
      if (changed == null && sorted != element) {
        changed = Copies.slice(value, 0, value.size());
      }
      if (changed != null) {
        changed.set(i, sorted);
      }
    }
    return changed == null ? value : changed;
  }

  private JsonNode object(JsonNode value, int depth) {
    return isSorted(value) ? sortedAlready(value, depth) : inOrder(value, depth);
  }

  @SuppressWarnings("ReferenceEquality")
  private JsonNode sortedAlready(JsonNode value, int depth) {
    ObjectNode changed = null;
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      JsonNode sorted = of(member.getValue(), depth + 1);
      if (changed == null && sorted != member.getValue()) {
        changed = Copies.object(value);
      }
      if (changed != null) {
        changed.set(member.getKey(), sorted);
      }
    }
    return changed == null ? value : changed;
  }

  private JsonNode inOrder(JsonNode value, int depth) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String key : Order.sortedKeys(value)) {
      ordered.set(key, of(value.get(key), depth + 1));
    }
    return ordered;
  }

  private static boolean isSorted(JsonNode object) {
    @Nullable String last = null;
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (last != null && GoJson.KEY_ORDER.compare(last, member.getKey()) > 0) {
        return false;
      }
      last = member.getKey();
    }
    return true;
  }
}
