package dev.understack.language.kube;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Merging of two lists in a strategic merge patch: first the items, then their order. */
final class ListMerge {
  private final MergeKeys.Rule rule;
  private final boolean objects;
  private final List<JsonNode> original;
  private final List<JsonNode> patch;

  private ListMerge(
      MergeKeys.Rule rule, boolean objects, List<JsonNode> original, List<JsonNode> patch) {
    this.rule = rule;
    this.objects = objects;
    this.original = original;
    this.patch = patch;
  }

  /** Takes both lists, which it changes. */
  static ListMerge of(MergeKeys.Rule rule, List<JsonNode> original, List<JsonNode> patch) {
    boolean objects = elementsAreObjects(original, patch);
    if (objects && rule.merge() && rule.key().isEmpty()) {
      throw new PatchException("cannot merge lists without merge key");
    }
    ListMerge merge = new ListMerge(rule, objects, original, patch);
    if (objects && rule.merge()) {
      merge.applyItemDirectives();
    }
    return merge;
  }

  /** The merged list, in the order that the patch gives. */
  ArrayNode merged() {
    List<JsonNode> all = mergedItems();
    return ordered(all, patch);
  }

  /** The merged list, in the order of {@code order}. */
  ArrayNode merged(List<JsonNode> order) {
    checkOrder(order);
    return ordered(rule.merge() || patch.isEmpty() ? mergedItems() : patch, order);
  }

  private List<JsonNode> mergedItems() {
    List<JsonNode> all = new ArrayList<>(original);
    for (JsonNode change : patch) {
      int at = indexOf(all, change);
      if (at < 0) {
        JsonNode kept = StrategicMergePatch.withoutDirectives(change);
        if (kept != null) {
          all.add(kept);
        }
      } else if (all.get(at) instanceof ObjectNode before && change instanceof ObjectNode object) {
        all.set(at, StrategicMergePatch.apply(before, object, rule.inside()));
      }
    }
    return all;
  }

  private void applyItemDirectives() {
    boolean replace = false;
    for (JsonNode change : List.copyOf(patch)) {
      JsonNode directive = change.get(StrategicMergePatch.PATCH);
      if (directive == null) {
        continue;
      }
      switch (directive.asString("")) {
        case "delete" -> {
          JsonNode key = key(change);
          original.removeIf(item -> sameKey(item, key));
        }
        case "replace" -> replace = true;
        case "merge" ->
            throw new PatchException("merging lists cannot yet be specified in the patch");
        default ->
            throw new PatchException("unknown patch type: " + directive + " in map: " + change);
      }
      patch.remove(change);
    }
    if (replace) {
      original.clear();
      original.addAll(patch);
      patch.clear();
    }
  }

  /** Items named by {@code order} in its order, the others keep their place among the originals. */
  private ArrayNode ordered(List<JsonNode> all, List<JsonNode> order) {
    List<JsonNode> named = new ArrayList<>();
    List<JsonNode> others = new ArrayList<>();
    all.forEach(item -> (indexOf(order, item) < 0 ? others : named).add(item));
    named.sort(Comparator.comparingInt(item -> indexOf(order, item)));
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    int i = 0;
    int j = 0;
    while (i < others.size() || j < named.size()) {
      boolean other =
          i < others.size() && (j == named.size() || standsBefore(others.get(i), named.get(j)));
      result.add(other ? others.get(i++) : named.get(j++));
    }
    return result;
  }

  private boolean standsBefore(JsonNode left, JsonNode right) {
    int leftAt = indexOf(original, left);
    int rightAt = indexOf(original, right);
    return leftAt >= 0 && rightAt >= 0 && leftAt < rightAt;
  }

  private void checkOrder(List<JsonNode> order) {
    int next = 0;
    for (JsonNode change : patch) {
      while (next < order.size() && !same(order.get(next), change)) {
        next++;
      }
      if (next++ >= order.size() && !order.isEmpty()) {
        throw new PatchException(
            "The order in patch list:\n"
                + patch
                + "\n doesn't match $setElementOrder list:\n"
                + order
                + "\n");
      }
    }
  }

  private int indexOf(List<JsonNode> list, JsonNode item) {
    for (int i = 0; i < list.size(); i++) {
      if (same(list.get(i), item)) {
        return i;
      }
    }
    return -1;
  }

  private boolean same(JsonNode a, JsonNode b) {
    boolean byKey = objects && !rule.key().isEmpty();
    return byKey ? sameKey(a, key(b)) : Numbers.equal(a, b);
  }

  private boolean sameKey(JsonNode item, JsonNode key) {
    JsonNode found = item.get(rule.key());
    return found != null && Numbers.equal(found, key);
  }

  private JsonNode key(JsonNode item) {
    JsonNode key = item.get(rule.key());
    if (key == null) {
      throw new PatchException(
          "map: " + item + " does not contain declared merge key: " + rule.key());
    }
    return key;
  }

  private static boolean elementsAreObjects(List<JsonNode> original, List<JsonNode> patch) {
    boolean objects = false;
    boolean values = false;
    for (List<JsonNode> list : List.of(original, patch)) {
      for (JsonNode item : list) {
        objects |= item.isObject();
        values |= !item.isObject();
      }
    }
    if (objects && values) {
      throw new PatchException("list element types are not identical");
    }
    return objects;
  }
}
