package dev.understack.language.jq;

import dev.understack.language.Meter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes changed copies of values: setpath and delpaths. */
final class Updates {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonNode NULL = NODES.nullNode();
  private static final long LARGEST_INDEX = 0x20000000;

  /** Stands for a value to be deleted; never leaves this class. */
  private static final JsonNode DELETED = NODES.missingNode();

  private final Meter meter;
  private final Ownership ownership;

  Updates(Meter meter, Ownership ownership) {
    this.meter = meter;
    this.ownership = ownership;
  }

  JsonNode set(JsonNode value, JsonNode path, JsonNode update) {
    if (!path.isArray()) {
      throw Errors.applied("setpath", value, path);
    }
    try {
      return update(value, path, 0, update);
    } catch (Failure e) {
      throw Errors.wrapped("setpath", value, path, update, String.valueOf(e.getMessage()));
    }
  }

  JsonNode delete(JsonNode value, JsonNode paths) {
    if (!paths.isArray()) {
      throw Errors.applied("delpaths", value, paths);
    }
    if (paths.isEmpty()) {
      return value;
    }
    // Places are marked first and removed at the end, because indexes must not move meanwhile.
    JsonNode marked = value;
    try {
      for (JsonNode path : paths) {
        if (!path.isArray()) {
          throw Errors.expected("an array", path);
        }
        marked = update(marked, path, 0, DELETED);
      }
    } catch (Failure e) {
      throw Errors.wrapped("delpaths", value, paths, String.valueOf(e.getMessage()));
    }
    return withoutMarks(marked);
  }

  private JsonNode update(JsonNode value, JsonNode path, int depth, JsonNode update) {
    if (depth == path.size()) {
      return update;
    }
    meter.depth(depth);
    meter.step();
    JsonNode key = path.get(depth);
    if (!key.isString() && !key.isNumber() && !key.isObject()) {
      throw value.isArray()
          ? Errors.expected("a number for indexing an array", key)
          : Errors.expected("a string for object key", key);
    }
    if (value.isMissingNode()) {
      return value;
    }
    if (key.isString()) {
      if (!value.isNull() && !value.isObject()) {
        throw Errors.expected("an object", value);
      }
      return updateMember(value, key.stringValue(), path, depth, update);
    }
    if (!value.isNull() && !value.isArray()) {
      throw Errors.expected("an array", value);
    }
    return key.isNumber()
        ? updateElement(value, Numbers.toIndex(key), path, depth, update)
        : updateSlice(value, key, path, depth, update);
  }

  private JsonNode updateMember(
      JsonNode value, String key, JsonNode path, int depth, JsonNode update) {
    JsonNode old = value.get(key);
    if (old == null && update.isMissingNode()) {
      return value;
    }
    JsonNode changed = update(old == null ? NULL : old, path, depth + 1, update);
    ObjectNode target = ownObject(value);
    target.set(key, changed);
    return target;
  }

  private ObjectNode ownObject(JsonNode value) {
    if (value instanceof ObjectNode object && ownership.owns(value)) {
      return object;
    }
    meter.spend(Sizes.slots(value.size()));
    return ownership.own(Copies.object(value));
  }

  private ArrayNode ownArray(JsonNode value) {
    if (value instanceof ArrayNode array && ownership.owns(value)) {
      return array;
    }
    meter.spend(Sizes.slots(value.size()));
    return ownership.own(Copies.slice(value, 0, value.size()));
  }

  private JsonNode updateElement(
      JsonNode value, long index, JsonNode path, int depth, JsonNode update) {
    int size = value.size();
    long at = Paths.clamp(index, -1, size);
    boolean exists = at >= 0 && at < size;
    if (!exists) {
      if (update.isMissingNode()) {
        return value;
      }
      if (at < 0) {
        throw new Failure("array index should not be negative: " + index);
      }
      if (index >= LARGEST_INDEX) {
        throw new Failure("array index too large: " + index);
      }
      at = index;
      meter.spend(Sizes.slots(at - size));
    }
    JsonNode changed = update(exists ? value.get((int) at) : NULL, path, depth + 1, update);
    ArrayNode target = ownArray(value);
    while (target.size() <= at) {
      target.add(NULL);
    }
    target.set((int) at, changed);
    return target;
  }

  private JsonNode updateSlice(
      JsonNode value, JsonNode key, JsonNode path, int depth, JsonNode update) {
    JsonNode from = Paths.bound(key, "start");
    Paths.Range range =
        Paths.range(value.size(), from, Paths.bound(key, "end"), "a number for indexing an array");
    boolean empty = range.start() == range.end();
    if (empty && update.isMissingNode()) {
      return value;
    }
    JsonNode part = value.isNull() ? NULL : Copies.slice(value, range.start(), range.end());
    JsonNode changed = update(part, path, depth + 1, update);
    if (changed.isMissingNode()) {
      ArrayNode target = ownArray(value);
      for (int i = range.start(); i < range.end(); i++) {
        target.set(i, DELETED);
      }
      return target;
    }
    if (!changed.isArray()) {
      throw Errors.expected("an array", changed);
    }
    meter.spend(Sizes.slots((long) value.size() + changed.size()));
    ArrayNode target = ownership.own(Copies.slice(value, 0, range.start()));
    changed.forEach(target::add);
    for (int i = range.end(); i < value.size(); i++) {
      target.add(value.get(i));
    }
    return target;
  }

  /** Marks are only in containers that this assignment owns; the others are as they were. */
  private JsonNode withoutMarks(@Nullable JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return NULL;
    }
    if (!ownership.owns(value)) {
      return value;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode kept = NODES.objectNode();
      for (Map.Entry<String, JsonNode> member : object.properties()) {
        if (!member.getValue().isMissingNode()) {
          kept.set(member.getKey(), withoutMarks(member.getValue()));
        }
      }
      return ownership.own(kept);
    }
    ArrayNode kept = NODES.arrayNode(value.size());
    for (JsonNode element : value) {
      if (!element.isMissingNode()) {
        kept.add(withoutMarks(element));
      }
    }
    return ownership.own(kept);
  }
}
