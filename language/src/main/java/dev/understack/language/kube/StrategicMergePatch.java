package dev.understack.language.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kubernetes' strategic merge patch: a merge patch in which some lists are merged item by item,
 * with the directives {@code $patch}, {@code $retainKeys}, {@code $deleteFromPrimitiveList/...} and
 * {@code $setElementOrder/...}.
 */
public final class StrategicMergePatch {
  static final String PATCH = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_VALUES = "$deleteFromPrimitiveList";
  private static final String ELEMENT_ORDER = "$setElementOrder";

  private StrategicMergePatch() {}

  /**
   * The patched object; shares unchanged parts with {@code original}, which stays as it is.
   *
   * @throws PatchException when a directive is malformed or an item lacks its merge key
   */
  public static ObjectNode apply(ObjectNode original, ObjectNode patch, MergeKeys keys) {
    JsonNode directive = patch.get(PATCH);
    if (directive != null) {
      return directive(directive, patch);
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    Set<String> retained = retained(patch);
    for (var field : original.properties()) {
      if (retained == null || retained.contains(field.getKey())) {
        result.set(field.getKey(), field.getValue());
      }
    }
    for (var change : patch.properties()) {
      String name = change.getKey();
      if (name.startsWith(ELEMENT_ORDER)) {
        order(
            result,
            patch,
            bare(name, ELEMENT_ORDER, "setElementOrder list"),
            change.getValue(),
            keys);
      } else if (name.startsWith(DELETE_VALUES)) {
        deleteValues(result, bare(name, DELETE_VALUES, "primitive list"), change.getValue());
      } else if (!name.equals(RETAIN_KEYS) && !patch.has(ELEMENT_ORDER + "/" + name)) {
        change(result, name, change.getValue(), keys);
      }
    }
    return result;
  }

  private static void change(ObjectNode result, String name, JsonNode change, MergeKeys keys) {
    if (change.isNull()) {
      result.remove(name);
      return;
    }
    JsonNode before = result.get(name);
    MergeKeys.Rule rule = keys.field(name);
    JsonNode after;
    if (before instanceof ObjectNode object && change instanceof ObjectNode patch) {
      after = apply(object, patch, rule.inside());
    } else if (before != null && before.isArray() && change.isArray() && rule.merge()) {
      after = ListMerge.of(rule, items(before), items(change)).merged();
    } else {
      after = withoutDirectives(change);
    }
    if (after == null) {
      result.remove(name);
    } else {
      result.set(name, after);
    }
  }

  private static void order(
      ObjectNode result, ObjectNode patch, String name, JsonNode order, MergeKeys keys) {
    JsonNode before = result.get(name);
    JsonNode change = patch.get(name);
    if (!order.isArray()) {
      throw new PatchException("invalid patch format of setElementOrder list");
    }
    if (before == null && change == null) {
      return;
    }
    if ((before != null && !before.isArray()) || (change != null && !change.isArray())) {
      throw new PatchException("expected a []interface {}, but received something else: " + name);
    }
    ListMerge merge = ListMerge.of(keys.field(name), items(before), items(change));
    result.set(name, merge.merged(items(order)));
  }

  private static void deleteValues(ObjectNode result, String name, JsonNode values) {
    if (!values.isArray()) {
      throw new PatchException("invalid patch format of primitive list");
    }
    JsonNode before = result.get(name);
    if (before != null && before.isArray()) {
      List<JsonNode> kept = items(before);
      values.forEach(value -> kept.removeIf(item -> Numbers.equal(item, value)));
      result.set(name, JsonNodeFactory.instance.arrayNode().addAll(kept));
    }
  }

  private static ObjectNode directive(JsonNode directive, ObjectNode patch) {
    return switch (directive.asString("")) {
      case "replace" -> {
        ObjectNode replacement = patch.deepCopy();
        replacement.remove(PATCH);
        yield replacement;
      }
      case "delete" -> JsonNodeFactory.instance.objectNode();
      default -> throw new PatchException("unknown patch type: " + directive + " in map: " + patch);
    };
  }

  private static @Nullable Set<String> retained(ObjectNode patch) {
    JsonNode list = patch.get(RETAIN_KEYS);
    if (list == null) {
      return null;
    }
    Set<String> names =
        items(list).stream().map(item -> item.asString("")).collect(Collectors.toSet());
    for (var field : patch.properties()) {
      String name = field.getKey();
      boolean mayBeAbsent =
          field.getValue().isNull()
              || name.equals(RETAIN_KEYS)
              || name.startsWith(DELETE_VALUES)
              || name.startsWith(ELEMENT_ORDER);
      if (!list.isArray() || (!mayBeAbsent && !names.contains(name))) {
        throw new PatchException("invalid patch format of retainKeys");
      }
    }
    return names;
  }

  /** What stays of a value that meets nothing to merge with; null when it only deletes. */
  static @Nullable JsonNode withoutDirectives(JsonNode value) {
    if (value instanceof ObjectNode object) {
      if (object.has(PATCH)) {
        return null;
      }
      ObjectNode kept = JsonNodeFactory.instance.objectNode();
      for (var field : object.properties()) {
        JsonNode inner = field.getValue().isNull() ? null : withoutDirectives(field.getValue());
        if (inner != null) {
          kept.set(field.getKey(), inner);
        }
      }
      return kept;
    }
    if (value.isArray()) {
      var kept = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : value) {
        JsonNode inner = withoutDirectives(item);
        if (inner != null) {
          kept.add(inner);
        }
      }
      return kept;
    }
    return value;
  }

  private static String bare(String name, String prefix, String what) {
    if (!name.startsWith(prefix + "/")) {
      throw new PatchException("invalid patch format of " + what);
    }
    return name.substring(prefix.length() + 1);
  }

  private static List<JsonNode> items(@Nullable JsonNode array) {
    List<JsonNode> all = new ArrayList<>();
    if (array != null) {
      array.forEach(all::add);
    }
    return all;
  }
}
