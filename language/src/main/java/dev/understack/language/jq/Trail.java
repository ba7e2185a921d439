package dev.understack.language.jq;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The way that a path expression has gone so far.
 *
 * @param key the last step; null at the start of a path
 * @param value where that step has led
 * @param before the steps before; at a start, the way of the path expression around this one
 * @param pausedBefore at a start, how often that one was paused
 */
record Trail(@Nullable JsonNode key, JsonNode value, @Nullable Trail before, int pausedBefore) {

  Trail step(JsonNode to, JsonNode found) {
    return new Trail(to, found, this, 0);
  }

  /** Whether {@code other} is the value that the way has led to, and not one computed since. */
  @SuppressWarnings("ReferenceEquality") // containers are the same, not equal
  boolean leadsTo(JsonNode other) {
    if (other.isContainer() || value.isContainer()) {
      return other == value;
    }
    return other.equals(value);
  }

  Trail start() {
    Trail trail = this;
    while (trail.key != null && trail.before != null) {
      trail = trail.before;
    }
    return trail;
  }

  ArrayNode toPath() {
    Deque<JsonNode> keys = new ArrayDeque<>();
    for (Trail trail = this; trail != null && trail.key != null; trail = trail.before) {
      keys.addFirst(trail.key);
    }
    ArrayNode path = JsonNodeFactory.instance.arrayNode(keys.size());
    keys.forEach(path::add);
    return path;
  }
}
