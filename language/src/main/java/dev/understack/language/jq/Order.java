package dev.understack.language.jq;

import dev.understack.language.GoJson;
import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The order of all values: null, false, true, numbers, strings, arrays, objects. */
final class Order implements Comparator<JsonNode> {
  private final Meter meter;
  private int depth;

  Order(Meter meter) {
    this.meter = meter;
  }

  @Override
  public int compare(JsonNode left, JsonNode right) {
    meter.step();
    if (left.isNumber() && right.isNumber()) {
      return numbers(left, right);
    }
    int order = Integer.compare(rank(left), rank(right));
    if (order != 0 || !(left.isContainer() || left.isString())) {
      return order;
    }
    if (left.isString()) {
      return GoJson.KEY_ORDER.compare(left.stringValue(), right.stringValue());
    }
    meter.depth(++depth);
    order = left.isArray() ? arrays(left, right) : objects(left, right);
    depth--;
    return order;
  }

  boolean equal(JsonNode left, JsonNode right) {
    return compare(left, right) == 0;
  }

  static int numbers(JsonNode left, JsonNode right) {
    if (Numbers.isLong(left) && Numbers.isLong(right)) {
      return Long.compare(left.longValue(), right.longValue());
    }
    if (Numbers.isInteger(left) && Numbers.isInteger(right)) {
      return left.bigIntegerValue().compareTo(right.bigIntegerValue());
    }
    double l = Numbers.toDouble(left);
    double r = Numbers.toDouble(right);
    if (l < r || Double.isNaN(l)) {
      return -1;
    }
    return l == r ? 0 : 1;
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING, BINARY, POJO -> 0;
      case BOOLEAN -> value.booleanValue() ? 2 : 1;
      case NUMBER -> 3;
      case STRING -> 4;
      case ARRAY -> 5;
      case OBJECT -> 6;
    };
  }

  private int arrays(JsonNode left, JsonNode right) {
    int length = Math.min(left.size(), right.size());
    for (int i = 0; i < length; i++) {
      int order = compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private int objects(JsonNode left, JsonNode right) {
    List<String> keys = sortedKeys(left);
    List<String> others = sortedKeys(right);
    for (int i = 0; i < Math.min(keys.size(), others.size()); i++) {
      int order = GoJson.KEY_ORDER.compare(keys.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(keys.size(), others.size());
    for (int i = 0; order == 0 && i < keys.size(); i++) {
      order = compare(left.get(keys.get(i)), right.get(keys.get(i)));
    }
    return order;
  }

  static List<String> sortedKeys(JsonNode object) {
    List<String> keys = new ArrayList<>(object.propertyNames());
    keys.sort(GoJson.KEY_ORDER);
    return keys;
  }

  /** Elements of an array, or members of an object in the order of their keys. */
  static List<JsonNode> values(JsonNode container) {
    List<JsonNode> values = new ArrayList<>(container.size());
    if (container.isObject()) {
      for (String key : sortedKeys(container)) {
        values.add(container.get(key));
      }
    } else {
      container.forEach(values::add);
    }
    return values;
  }
}
