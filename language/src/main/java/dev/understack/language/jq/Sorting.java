package dev.understack.language.jq;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Sorting, grouping and searching, by the values themselves or by one key for each. */
final class Sorting {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private record Item(JsonNode value, JsonNode key) {}

  private Sorting() {}

  private static List<Item> items(String name, JsonNode values, JsonNode keys) {
    boolean byKey = name.endsWith("_by");
    if (!values.isArray() || !keys.isArray()) {
      throw byKey ? Errors.applied(name, values, keys) : Errors.applied(name, values);
    }
    if (values.size() != keys.size()) {
      throw Errors.wrapped(name, values, keys, "length mismatch");
    }
    List<Item> items = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      items.add(new Item(values.get(i), keys.get(i)));
    }
    return items;
  }

  private static List<Item> sorted(String name, JsonNode values, JsonNode keys, Order order) {
    List<Item> items = items(name, values, keys);
    // Where NaN is, the order is not one that the platform's sort accepts; a merge of our own does.
    return new MergeSort<Item>((a, b) -> order.compare(a.key(), b.key())).sort(items);
  }

  static JsonNode sort(String name, JsonNode values, JsonNode keys, Order order) {
    return Collections.array(sorted(name, values, keys, order).stream().map(Item::value).toList());
  }

  static JsonNode group(JsonNode values, JsonNode keys, Order order) {
    ArrayNode groups = NODES.arrayNode();
    ArrayNode group = NODES.arrayNode();
    JsonNode last = NODES.nullNode();
    for (Item item : sorted("group_by", values, keys, order)) {
      if (groups.isEmpty() || !order.equal(last, item.key())) {
        group = groups.addArray();
        last = item.key();
      }
      group.add(item.value());
    }
    return groups;
  }

  static JsonNode unique(String name, JsonNode values, JsonNode keys, Order order) {
    ArrayNode unique = NODES.arrayNode();
    JsonNode last = NODES.nullNode();
    for (Item item : sorted(name, values, keys, order)) {
      if (unique.isEmpty() || !order.equal(last, item.key())) {
        unique.add(item.value());
        last = item.key();
      }
    }
    return unique;
  }

  /** The first of the least values, or the last of the greatest. */
  static JsonNode extreme(String name, JsonNode values, JsonNode keys, boolean least, Order order) {
    List<Item> items = items(name, values, keys);
    if (items.isEmpty()) {
      return NODES.nullNode();
    }
    Item best = items.getFirst();
    for (Item item : items.subList(1, items.size())) {
      if (order.compare(best.key(), item.key()) > 0 == least) {
        best = item;
      }
    }
    return best.value();
  }

  static JsonNode search(JsonNode values, JsonNode wanted, Order order) {
    if (!values.isArray()) {
      throw Errors.applied("bsearch", values, wanted);
    }
    int low = 0;
    int high = values.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(values.get(middle), wanted) >= 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    boolean found = low < values.size() && order.equal(values.get(low), wanted);
    return Numbers.of(found ? low : -low - 1);
  }
}
