package dev.understack.language.jq;

import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Functions on arrays and objects as a whole. */
final class Collections {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Collections() {}

  static ArrayNode array(List<? extends JsonNode> elements) {
    ArrayNode array = NODES.arrayNode(elements.size());
    elements.forEach(array::add);
    return array;
  }

  static boolean holds(JsonNode array, JsonNode wanted, Order order) {
    for (JsonNode element : array) {
      if (order.equal(element, wanted)) {
        return true;
      }
    }
    return false;
  }

  static JsonNode keys(JsonNode value) {
    ArrayNode keys = NODES.arrayNode(value.size());
    switch (value.getNodeType()) {
      case OBJECT -> Order.sortedKeys(value).forEach(keys::add);
      case ARRAY -> {
        for (int i = 0; i < value.size(); i++) {
          keys.add(i);
        }
      }
      default -> throw Errors.applied("keys", value);
    }
    return keys;
  }

  static JsonNode has(JsonNode value, JsonNode key) {
    if (value.isArray() && key.isNumber()) {
      long index = Numbers.toIndex(key);
      return NODES.booleanNode(index >= 0 && index < value.size());
    }
    if (value.isObject() && key.isString()) {
      return NODES.booleanNode(value.has(key.stringValue()));
    }
    if (value.isNull()) {
      return NODES.booleanNode(false);
    }
    throw Errors.applied("has", value, key);
  }

  /** The sum of all elements or members. */
  static JsonNode add(JsonNode value, Meter meter) {
    if (!value.isContainer()) {
      throw Errors.applied("add", value);
    }
    return sum(Order.values(value), meter);
  }

  static JsonNode sum(List<JsonNode> values, Meter meter) {
    Sum sum = new Sum(meter);
    values.forEach(sum::add);
    return sum.value();
  }

  static JsonNode join(JsonNode value, JsonNode separator, Meter meter) {
    if (!value.isContainer()) {
      throw Errors.applied("join", value, separator);
    }
    if (value.isEmpty()) {
      return NODES.stringNode("");
    }
    List<JsonNode> parts = new ArrayList<>();
    for (JsonNode part : Order.values(value)) {
      parts.add(parts.isEmpty() ? NODES.stringNode("") : separator);
      boolean text = part.isBoolean() || part.isNumber();
      parts.add(text ? NODES.stringNode(JsonText.of(part)) : part);
    }
    parts.removeIf(JsonNode::isNull);
    return sum(parts, meter);
  }

  static JsonNode reverse(JsonNode value) {
    if (!value.isArray()) {
      throw Errors.applied("reverse", value);
    }
    return array(Order.values(value).reversed());
  }

  static boolean contains(JsonNode left, JsonNode right, Meter meter, int depth) {
    meter.depth(depth);
    meter.step();
    if (left.isNumber() && right.isNumber()) {
      return Order.numbers(left, right) == 0;
    }
    if (left.isString() && right.isString()) {
      return left.stringValue().contains(right.stringValue());
    }
    if (left.isArray() && right.isArray()) {
      for (JsonNode wanted : right) {
        if (!anyContains(left, wanted, meter, depth)) {
          return false;
        }
      }
      return true;
    }
    if (left.isObject() && right.isObject()) {
      return right.properties().stream()
          .allMatch(member -> {
            JsonNode own = left.get(member.getKey());
            return own != null && containsInside(own, member.getValue(), meter, depth);
          });
    }
    if (!left.isContainer() && left.equals(right)) {
      return true;
    }
    throw Errors.applied("contains", left, right);
  }

  private static boolean anyContains(JsonNode array, JsonNode wanted, Meter meter, int depth) {
    for (JsonNode element : array) {
      if (containsInside(element, wanted, meter, depth)) {
        return true;
      }
    }
    return false;
  }

  /** Inside of containers values of different types are only different. */
  private static boolean containsInside(JsonNode left, JsonNode right, Meter meter, int depth) {
    try {
      return contains(left, right, meter, depth + 1);
    } catch (Failure e) {
      return false;
    }
  }

  static JsonNode flatten(JsonNode value, double depth, Meter meter) {
    if (!value.isContainer()) {
      throw Errors.applied("flatten", value);
    }
    ArrayNode flat = NODES.arrayNode();
    flatten(Order.values(value), depth, flat, meter, 0);
    return flat;
  }

  private static void flatten(
      Iterable<JsonNode> values, double depth, ArrayNode flat, Meter meter, int nesting) {
    meter.depth(nesting);
    for (JsonNode value : values) {
      meter.step();
      if (value.isArray() && depth != 0) {
        flatten(value, depth - 1, flat, meter, nesting + 1);
      } else {
        meter.spend(Sizes.slots(0) / 2);
        flat.add(value);
      }
    }
  }

  /** Where {@code wanted} starts in the array; an empty one starts nowhere. */
  static ArrayNode positions(JsonNode array, JsonNode wanted, Order order) {
    ArrayNode positions = NODES.arrayNode();
    for (int i = 0; !wanted.isEmpty() && i + wanted.size() <= array.size(); i++) {
      if (startsAt(array, wanted, i, order)) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static boolean startsAt(JsonNode array, JsonNode wanted, int at, Order order) {
    for (int k = 0; k < wanted.size(); k++) {
      if (!order.equal(array.get(at + k), wanted.get(k))) {
        return false;
      }
    }
    return true;
  }

  static JsonNode transpose(JsonNode value, Meter meter) {
    if (!value.isArray()) {
      throw Errors.applied("transpose", value);
    }
    int width = 0;
    for (JsonNode row : value) {
      if (!row.isArray()) {
        throw Errors.applied("transpose", value);
      }
      width = Math.max(width, row.size());
    }
    meter.spend(Sizes.slots((long) width * value.size()));
    ArrayNode columns = NODES.arrayNode(width);
    for (int i = 0; i < width; i++) {
      ArrayNode column = columns.addArray();
      for (JsonNode row : value) {
        column.add(i < row.size() ? row.get(i) : NODES.nullNode());
      }
    }
    return columns;
  }
}
