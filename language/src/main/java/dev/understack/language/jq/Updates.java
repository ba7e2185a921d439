package dev.understack.language.jq;

import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.List;
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
      return update(value, path, update);
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
        marked = update(marked, path, DELETED);
      }
    } catch (Failure e) {
      throw Errors.wrapped("delpaths", value, paths, String.valueOf(e.getMessage()));
    }
    return withoutMarks(marked);
  }

  /** A container on the way down, and which part of it the way goes through. */
  private record Step(JsonNode container, JsonNode key, int start, int end) {}

  /** Goes down to the place and replaces the containers on the way back up. */
  private JsonNode update(JsonNode value, JsonNode path, JsonNode update) {
    meter.depth(path.size());
    List<Step> way = new ArrayList<>(path.size());
    JsonNode at = value;
    for (JsonNode key : path) {
      meter.step();
      checkKey(at, key);
      if (at.isMissingNode()) {
        return value;
      }
      Step step = step(at, key, update.isMissingNode());
      if (step == null) {
        return value;
      }
      way.add(step);
      at = part(step);
    }
    JsonNode changed = update;
    for (Step step : way.reversed()) {
      changed = replace(step, changed);
    }
    return changed;
  }

  private static void checkKey(JsonNode value, JsonNode key) {
    if (!key.isString() && !key.isNumber() && !key.isObject()) {
      throw value.isArray()
          ? Errors.expected("a number for indexing an array", key)
          : Errors.expected("a string for object key", key);
    }
    boolean fits =
        value.isNull()
            || value.isMissingNode()
            || (key.isString() ? value.isObject() : value.isArray());
    if (!fits) {
      throw Errors.expected(key.isString() ? "an object" : "an array", value);
    }
  }

  /** Null when there is nothing to delete. */
  private @Nullable Step step(JsonNode value, JsonNode key, boolean deleting) {
    if (key.isString()) {
      return deleting && !value.has(key.stringValue()) ? null : new Step(value, key, 0, 0);
    }
    int size = value.size();
    if (key.isObject()) {
      JsonNode from = Paths.bound(key, "start");
      JsonNode to = Paths.bound(key, "end");
      Paths.Range range = Paths.range(size, from, to, "a number for indexing an array");
      boolean nothing = deleting && range.start() == range.end();
      return nothing ? null : new Step(value, key, range.start(), range.end());
    }
    long index = Numbers.toIndex(key);
    long at = Paths.clamp(index, -1, size);
    if (at >= 0 && at < size) {
      return new Step(value, key, (int) at, (int) at);
    }
    if (deleting) {
      return null;
    }
    if (at < 0) {
      throw new Failure("array index should not be negative: " + index);
    }
    if (index >= LARGEST_INDEX) {
      throw new Failure("array index too large: " + index);
    }
    meter.spend(Sizes.slots(index - size));
    return new Step(value, key, (int) index, (int) index);
  }

  private static JsonNode part(Step step) {
    JsonNode container = step.container();
    if (step.key().isObject()) {
      return container.isNull() ? NULL : Copies.slice(container, step.start(), step.end());
    }
    JsonNode part =
        step.key().isString()
            ? container.get(step.key().stringValue())
            : container.get(step.start());
    return part == null ? NULL : part;
  }

  private JsonNode replace(Step step, JsonNode changed) {
    if (step.key().isString()) {
      ObjectNode target = ownObject(step.container());
      target.set(step.key().stringValue(), changed);
      return target;
    }
    if (step.key().isObject()) {
      return replaceSlice(step, changed);
    }
    ArrayNode target = ownArray(step.container());
    while (target.size() <= step.start()) {
      target.add(NULL);
    }
    target.set(step.start(), changed);
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

  private JsonNode replaceSlice(Step step, JsonNode changed) {
    JsonNode value = step.container();
    if (changed.isMissingNode()) {
      ArrayNode target = ownArray(value);
      for (int i = step.start(); i < step.end(); i++) {
        target.set(i, DELETED);
      }
      return target;
    }
    if (!changed.isArray()) {
      throw Errors.expected("an array", changed);
    }
    boolean fits = changed.size() == step.end() - step.start();
    if (fits && ownership.owns(value) && value instanceof ArrayNode array) {
      for (int i = 0; i < changed.size(); i++) {
        array.set(step.start() + i, changed.get(i));
      }
      return array;
    }
    meter.spend(Sizes.slots((long) value.size() + changed.size()));
    ArrayNode target = ownership.own(Copies.slice(value, 0, step.start()));
    changed.forEach(target::add);
    for (int i = step.end(); i < value.size(); i++) {
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
