package dev.understack.standins.nautobot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of every collection; references are held as ids. Guarded by its owner. */
final class Tables {
  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, Map<String, ObjectNode>> rows = new LinkedHashMap<>();

  Tables() {
    for (Model model : Models.ALL) {
      models.put(model.path(), model);
      rows.put(model.path(), new LinkedHashMap<>());
    }
  }

  Collection<Model> models() {
    return models.values();
  }

  Optional<Model> model(String path) {
    return Optional.ofNullable(models.get(path));
  }

  Model need(String path) {
    return model(path).orElseThrow(() -> new IllegalArgumentException("no collection " + path));
  }

  List<ObjectNode> all(Model model) {
    return new ArrayList<>(table(model).values());
  }

  @Nullable ObjectNode get(Model model, String id) {
    return table(model).get(id);
  }

  Optional<ObjectNode> first(Model model, Predicate<JsonNode> wanted) {
    return table(model).values().stream().filter(wanted).findFirst();
  }

  void put(Model model, ObjectNode row) {
    table(model).put(row.path("id").asString(), row);
  }

  void remove(Model model, String id) {
    table(model).remove(id);
  }

  private Map<String, ObjectNode> table(Model model) {
    Map<String, ObjectNode> table = rows.get(model.path());
    if (table == null) {
      throw new IllegalArgumentException("no collection " + model.path());
    }
    return table;
  }
}
