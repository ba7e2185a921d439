package dev.understack.language.jq;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads values at keys, indexes, slices and paths. */
final class Paths {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Paths() {}

  /** {@code value[key]}. */
  static JsonNode index(JsonNode value, JsonNode key, Order order) {
    return switch (key.getNodeType()) {
      case STRING -> member(value, key.stringValue());
      case NUMBER -> element(value, Numbers.toIndex(key));
      case ARRAY -> positions(value, key, order);
      case OBJECT -> value.isNull() ? value : slice(value, bound(key, "start"), bound(key, "end"));
      case NULL, BOOLEAN, MISSING, BINARY, POJO -> throw wrongKey(value, key);
    };
  }

  static Failure wrongKey(JsonNode value, JsonNode key) {
    return switch (value.getNodeType()) {
      case ARRAY -> Errors.expected("a number for indexing an array", key);
      case STRING -> Errors.expected("a number for indexing a string", key);
      default -> Errors.expected("a string for object key", key);
    };
  }

  static JsonNode bound(JsonNode slice, String name) {
    if (!slice.has("start") || !slice.has("end")) {
      throw Errors.expected("\"start\" and \"end\" for slicing", slice);
    }
    return slice.get(name);
  }

  static JsonNode member(JsonNode value, String key) {
    if (value.isNull()) {
      return value;
    }
    if (!value.isObject()) {
      throw Errors.expected("an object", value);
    }
    JsonNode member = value.get(key);
    return member == null ? NODES.nullNode() : member;
  }

  private static JsonNode element(JsonNode value, long index) {
    if (value.isNull()) {
      return value;
    }
    if (value.isArray()) {
      int at = (int) clamp(index, -1, value.size());
      return at >= 0 && at < value.size() ? value.get(at) : NODES.nullNode();
    }
    if (value.isString()) {
      String text = value.stringValue();
      int length = text.codePointCount(0, text.length());
      int at = (int) clamp(index, -1, length);
      if (at < 0 || at >= length) {
        return NODES.nullNode();
      }
      return NODES.stringNode(Character.toString(text.codePointAt(text.offsetByCodePoints(0, at))));
    }
    throw Errors.expected("an array", value);
  }

  private static JsonNode positions(JsonNode value, JsonNode wanted, Order order) {
    if (value.isNull()) {
      return value;
    }
    if (!value.isArray()) {
      throw Errors.expected("an array", value);
    }
    return Collections.positions(value, wanted, order);
  }

  /** An index counted from the end when negative, kept between {@code least} and {@code most}. */
  static long clamp(long index, long least, long most) {
    long at = index < 0 ? index + most : index;
    return Math.max(least, Math.min(at, most));
  }

  /** {@code value[from:to]}; a bound may be null. */
  static JsonNode slice(JsonNode value, JsonNode from, JsonNode to) {
    if (value.isNull()) {
      return value;
    }
    if (value.isArray()) {
      Range range = range(value.size(), from, to, "a number for indexing an array");
      boolean all = range.start() == 0 && range.end() == value.size();
      return all ? value : Copies.slice(value, range.start(), range.end());
    }
    if (value.isString()) {
      String text = value.stringValue();
      int length = text.codePointCount(0, text.length());
      Range range = range(length, from, to, "a number for indexing a string");
      int start = text.offsetByCodePoints(0, range.start());
      int end = text.offsetByCodePoints(start, range.end() - range.start());
      return NODES.stringNode(text.substring(start, end));
    }
    throw Errors.expected("an array", value);
  }

  record Range(int start, int end) {}

  static Range range(int length, JsonNode from, JsonNode to, String expected) {
    long start = 0;
    if (!from.isNull()) {
      if (!from.isNumber()) {
        throw Errors.expected(expected, from);
      }
      start = clamp(Numbers.toIndex(from), 0, length);
    }
    long end = length;
    if (!to.isNull()) {
      if (!to.isNumber()) {
        throw Errors.expected(expected, to);
      }
      end = clamp(Numbers.toIndexUp(to), start, length);
    }
    return new Range((int) start, (int) Math.max(start, end));
  }

  static ObjectNode sliceKey(JsonNode from, JsonNode to) {
    ObjectNode key = NODES.objectNode();
    key.set("start", from);
    key.set("end", to);
    return key;
  }

  static JsonNode get(JsonNode value, JsonNode path, Order order) {
    if (!path.isArray()) {
      throw Errors.applied("getpath", value, path);
    }
    JsonNode found = value;
    for (JsonNode key : path) {
      if (!found.isNull() && !found.isContainer()) {
        throw Errors.applied("getpath", value, path);
      }
      try {
        found = index(found, key, order);
      } catch (Failure e) {
        throw Errors.wrapped("getpath", value, path, String.valueOf(e.getMessage()));
      }
    }
    return found;
  }

  static List<JsonNode> keys(JsonNode path) {
    return path.valueStream().toList();
  }
}
