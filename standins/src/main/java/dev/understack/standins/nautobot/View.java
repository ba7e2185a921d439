package dev.understack.standins.nautobot;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How rows look in answers, and which of them a filter picks. */
final class View {
  private static final List<String> ABOUT_THE_PAGE =
      List.of("limit", "offset", "depth", "format", "sort", "exclude_m2m", "include");

  /** Collections whose objects have no custom fields. */
  private static final List<String> PLAIN = List.of(Models.IP_TO_INTERFACE, Models.NOTES);

  /** What related objects are shown without. */
  private static final List<String> LISTS = List.of("content_types");

  private static final List<String> TITLES =
      List.of("name", "prefix", "address", "model", "label", "note");

  private final Tables tables;
  private final URI address;

  View(Tables tables, URI address) {
    this.tables = tables;
    this.address = address;
  }

  /** {@code depth} 0 shows only ids of related objects, 1 shows the objects. */
  ObjectNode of(Model model, JsonNode row, int depth) {
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    shown.put("object_type", model.label());
    shown.put("display", title(row));
    shown.put("url", url(model, row));
    for (Map.Entry<String, JsonNode> entry : row.properties()) {
      shown.set(entry.getKey(), value(model, entry.getKey(), entry.getValue(), depth));
    }
    if (PLAIN.contains(model.path())) {
      shown.remove("custom_fields");
    }
    if (model.path().equals(Models.INTERFACES)) {
      shown.set("cable", related(Models.CABLES, row.path("cable"), depth));
    }
    return shown;
  }

  private String url(Model model, JsonNode row) {
    return address + "/api/" + model.path() + "/" + row.path("id").asString() + "/";
  }

  /** What people read for an object. */
  static String title(JsonNode row) {
    for (String field : TITLES) {
      String text = row.path(field).asString("");
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "#" + row.path("id").asString();
  }

  private JsonNode value(Model model, String field, JsonNode value, int depth) {
    Optional<Reference> reference = model.reference(field);
    if (reference.isPresent()) {
      return related(reference.get().target(), value, depth);
    }
    if (model.choices().containsKey(field) && !value.isNull()) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("value", value.asString())
          .put("label", value.asString());
    }
    return value;
  }

  private JsonNode related(String path, JsonNode id, int depth) {
    Model target = tables.need(path);
    JsonNode row = tables.get(target, id.asString(""));
    if (row == null) {
      return JsonNodeFactory.instance.nullNode();
    }
    return depth > 0
        ? of(target, row, depth - 1).without(LISTS)
        : JsonNodeFactory.instance
            .objectNode()
            .put("id", row.path("id").asString())
            .put("object_type", target.label())
            .put("url", url(target, row));
  }

  /** Refuses filters that Nautobot refuses, whatever the rows are. */
  void checkFilter(Model model, Map<String, List<String>> filter) {
    FieldErrors errors = new FieldErrors();
    filter.forEach((name, wanted) -> {
      String field = fieldOf(name);
      if (ABOUT_THE_PAGE.contains(name)) {
        return;
      }
      if (!model.knows(field)) {
        errors.add(name, "Unknown filter field");
      } else if (field.equals("id")) {
        wanted.stream()
            .filter(id -> Formats.uuid(id).isEmpty())
            .forEach(id -> errors.add(name, "Enter a valid UUID."));
      } else if (model.reference(field).isPresent()) {
        Model target = tables.need(model.reference(field).get().target());
        wanted.stream()
            .filter(key -> tables.get(target, key) == null && !isNameIn(target, key))
            .forEach(key ->
                errors.add(
                    name,
                    "Select a valid choice. " + key + " is not one of the available choices."));
      }
    });
    errors.raise();
  }

  /** What looks like an id is not taken for a name. */
  private boolean isNameIn(Model target, String key) {
    return Formats.uuid(key).isEmpty()
        && tables.first(target, row -> row.path("name").asString("").equals(key)).isPresent();
  }

  boolean matches(Model model, JsonNode row, Map<String, List<String>> filter) {
    return filter.entrySet().stream()
        .filter(e -> !ABOUT_THE_PAGE.contains(e.getKey()))
        .allMatch(e -> e.getValue().stream().anyMatch(v -> matches(model, row, e.getKey(), v)));
  }

  private boolean matches(Model model, JsonNode row, String name, String wanted) {
    String field = fieldOf(name);
    String value = row.path(field).asString("");
    Optional<Reference> reference = model.reference(field);
    if (reference.isPresent()) {
      JsonNode target = tables.get(tables.need(reference.get().target()), value);
      return value.equals(wanted)
          || (target != null && target.path("name").asString("").equals(wanted));
    }
    if (field.equals("address")) {
      return value.equals(wanted) || row.path("host").asString("").equals(wanted);
    }
    return value.equals(wanted);
  }

  private static String fieldOf(String filter) {
    return filter.equals("device_id") ? "device" : filter;
  }
}
