package dev.understack.cluster.embedded;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Server-side apply with forced ownership: what a manager applies is set, and what it applied
 * before but no longer does is removed. Lists are one value, as for custom resources without a
 * schema. One entry of {@code managedFields} per manager holds the fields that it applied last.
 */
final class AppliedFields {
  private static final String PREFIX = "f:";

  private AppliedFields() {}

  /**
   * The object after {@code manager} applied {@code applied} to it; {@code live} itself when that
   * changes nothing, the time of the last apply included.
   */
  static ObjectNode apply(ObjectNode live, ObjectNode applied, String manager, Instant now) {
    ObjectNode result = live.deepCopy();
    ObjectNode fields = fields(applied);
    boolean sameFields = false;
    ArrayNode entries = result.withObjectProperty("metadata").withArrayProperty("managedFields");
    for (int i = entries.size() - 1; i >= 0; i--) {
      JsonNode entry = entries.get(i);
      if (entry.path("manager").asString("").equals(manager)
          && entry.path("operation").asString("").equals("Apply")) {
        sameFields = fields.equals(entry.get("fieldsV1"));
        if (entry.get("fieldsV1") instanceof ObjectNode before) {
          removeLost(result, before, fields);
        }
        entries.remove(i);
      }
    }
    merge(result, applied);
    if (sameFields && sameBesideManagers(result, live)) {
      return live;
    }
    entries
        .addObject()
        .put("manager", manager)
        .put("operation", "Apply")
        .put("apiVersion", applied.path("apiVersion").asString(""))
        .put("time", now.truncatedTo(ChronoUnit.SECONDS).toString())
        .put("fieldsType", "FieldsV1")
        .set("fieldsV1", fields);
    return result;
  }

  private static boolean sameBesideManagers(ObjectNode a, ObjectNode b) {
    return SameJson.same(withoutManagers(a), withoutManagers(b));
  }

  private static ObjectNode withoutManagers(ObjectNode object) {
    ObjectNode rest = object.objectNode();
    rest.setAll(object);
    if (object.get("metadata") instanceof ObjectNode metadata) {
      ObjectNode attributes = object.objectNode();
      attributes.setAll(metadata);
      attributes.remove("managedFields");
      rest.set("metadata", attributes);
    }
    return rest;
  }

  /** The paths that an applied object names, but for those that say which object it is. */
  private static ObjectNode fields(ObjectNode applied) {
    ObjectNode fields = paths(applied);
    fields.remove("f:apiVersion");
    fields.remove("f:kind");
    if (fields.get("f:metadata") instanceof ObjectNode metadata) {
      metadata.remove("f:name");
      metadata.remove("f:namespace");
    }
    return fields;
  }

  private static ObjectNode paths(JsonNode node) {
    ObjectNode paths = JsonNodeFactory.instance.objectNode();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> paths.set(PREFIX + field.getKey(), paths(field.getValue())));
    }
    return paths;
  }

  private static void removeLost(ObjectNode live, ObjectNode before, ObjectNode after) {
    before
        .properties()
        .forEach(field -> {
          String name = field.getKey().substring(PREFIX.length());
          JsonNode kept = after.get(field.getKey());
          if (kept == null && field.getValue().isEmpty()) {
            live.remove(name);
          } else if (live.get(name) instanceof ObjectNode inside) {
            removeLost(
                inside,
                (ObjectNode) field.getValue(),
                kept instanceof ObjectNode some ? some : JsonNodeFactory.instance.objectNode());
            if (kept == null && inside.isEmpty()) {
              live.remove(name);
            }
          }
        });
  }

  private static void merge(ObjectNode target, ObjectNode applied) {
    applied
        .properties()
        .forEach(field -> {
          if (target.get(field.getKey()) instanceof ObjectNode inside
              && field.getValue() instanceof ObjectNode more) {
            merge(inside, more);
          } else {
            target.set(field.getKey(), field.getValue().deepCopy());
          }
        });
  }
}
