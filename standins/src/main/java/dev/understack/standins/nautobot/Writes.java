package dev.understack.standins.nautobot;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes rows by the rules of their models. Guarded by its owner. */
final class Writes {
  private final Tables tables;
  private final References references;
  private final CableRules cables;

  Writes(Tables tables) {
    this.tables = tables;
    this.references = new References(tables);
    this.cables = new CableRules(tables);
  }

  ObjectNode create(Model model, JsonNode body) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    String id = body.path("id").asString("");
    row.put("id", id.isEmpty() ? UUID.randomUUID().toString() : id);
    row.set("custom_fields", JsonNodeFactory.instance.objectNode());
    if (tables.get(model, row.path("id").asString()) != null) {
      throw RefusedException.field("id", model.name() + " with this Id already exists.");
    }
    assign(model, row, body);
    defaults(model, row);
    require(model, row);
    check(model, row);
    tables.put(model, row);
    cables.created(model, row);
    return row;
  }

  ObjectNode update(Model model, ObjectNode old, JsonNode body) {
    ObjectNode row = old.deepCopy();
    assign(model, row, body);
    require(model, row);
    check(model, row);
    tables.put(model, row);
    cables.moved(model, old, row);
    return row;
  }

  void delete(Model model, String id) {
    for (Model other : tables.models()) {
      for (Reference reference : other.references()) {
        if (reference.target().equals(model.path())) {
          release(model, id, other, reference);
        }
      }
    }
    cables.deleting(model, id);
    tables.remove(model, id);
  }

  private void release(Model model, String id, Model other, Reference reference) {
    List<ObjectNode> users =
        tables.all(other).stream()
            .filter(row -> row.path(reference.field()).asString("").equals(id))
            .toList();
    if (users.isEmpty()) {
      return;
    }
    switch (reference.onDelete()) {
      case PROTECT ->
          throw RefusedException.detail(
              409,
              "Unable to delete object. "
                  + users.size()
                  + " dependent objects were found: "
                  + String.join(
                      ", ",
                      users.stream()
                          .map(u -> other.name() + " " + u.path("id").asString())
                          .toList())
                  + " refer to "
                  + model.name()
                  + " "
                  + id);
      case CASCADE -> users.forEach(user -> delete(other, user.path("id").asString()));
      case CLEAR -> users.forEach(user -> user.putNull(reference.field()));
    }
  }

  private void assign(Model model, ObjectNode row, JsonNode body) {
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      String field = entry.getKey();
      JsonNode value = entry.getValue();
      if (!model.knows(field)) {
        continue;
      }
      if (field.equals("custom_fields")) {
        row.withObject("custom_fields").setAll((ObjectNode) value);
      } else if (model.reference(field).isPresent() && !value.isNull()) {
        row.put(field, references.resolve(model.reference(field).get(), value));
      } else {
        row.set(field, choice(model, field, value));
      }
    }
  }

  private static JsonNode choice(Model model, String field, JsonNode value) {
    List<String> accepted = model.choices().get(field);
    if (accepted != null && !value.isNull() && !accepted.contains(value.asString())) {
      throw RefusedException.field(field, "\"" + value.asString() + "\" is not a valid choice.");
    }
    return value;
  }

  private void defaults(Model model, ObjectNode row) {
    if (model.reference("namespace").isPresent() && !row.has("namespace")) {
      references
          .find(tables.need(Models.NAMESPACES), JsonNodeFactory.instance.stringNode("Global"))
          .ifPresent(id -> row.put("namespace", id));
    }
    if (model.path().equals(Models.IP_ADDRESSES)) {
      new IpRules(tables).place(row);
    }
    model
        .fields()
        .keySet()
        .forEach(field -> row.putIfAbsent(field, JsonNodeFactory.instance.stringNode("")));
    model
        .references()
        .forEach(r -> row.putIfAbsent(r.field(), JsonNodeFactory.instance.nullNode()));
  }

  private static void require(Model model, ObjectNode row) {
    model
        .fields()
        .forEach((field, required) -> {
          if (required && row.path(field).asString("").isEmpty()) {
            throw RefusedException.field(field, "This field is required.");
          }
        });
    for (Reference reference : model.references()) {
      if (reference.required() && row.path(reference.field()).asString("").isEmpty()) {
        throw RefusedException.field(reference.field(), "This field is required.");
      }
    }
  }

  private void check(Model model, ObjectNode row) {
    for (List<String> group : model.unique()) {
      boolean taken =
          tables.all(model).stream()
              .filter(other -> !other.path("id").equals(row.path("id")))
              .anyMatch(other -> group.stream().allMatch(f -> other.path(f).equals(row.path(f))));
      if (taken && group.size() == 1) {
        throw RefusedException.field(
            group.getFirst(), model.name() + " with this " + group.getFirst() + " already exists.");
      }
      if (taken) {
        throw RefusedException.field(
            "non_field_errors",
            model.path().equals(Models.UCVNIS)
                ? "UCVNI with this Ucvni group and UCVNI_ID already exists."
                : "The fields " + String.join(", ", group) + " must make a unique set.");
      }
    }
    cables.check(model, row);
  }
}
