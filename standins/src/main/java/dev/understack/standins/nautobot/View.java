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
    shown.put("url", address + "/api/" + model.path() + "/" + row.path("id").asString() + "/");
    for (Map.Entry<String, JsonNode> entry : row.properties()) {
      shown.set(entry.getKey(), value(model, entry.getKey(), entry.getValue(), depth));
    }
    if (model.path().equals(Models.INTERFACES)) {
      shown.set("cable", related(Models.CABLES, row.path("cable"), depth));
    }
    return shown;
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
        ? of(target, row, depth - 1)
        : JsonNodeFactory.instance
            .objectNode()
            .put("id", row.path("id").asString())
            .put("object_type", target.label());
  }

  boolean matches(Model model, JsonNode row, Map<String, List<String>> filter) {
    return filter.entrySet().stream()
        .filter(e -> !ABOUT_THE_PAGE.contains(e.getKey()))
        .allMatch(e -> e.getValue().stream().anyMatch(v -> matches(model, row, e.getKey(), v)));
  }

  private boolean matches(Model model, JsonNode row, String name, String wanted) {
    String field = name.equals("device_id") ? "device" : name;
    if (!model.knows(field)) {
      throw RefusedException.field(name, "Unknown filter field");
    }
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
}
