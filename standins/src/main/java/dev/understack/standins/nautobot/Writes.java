package dev.understack.standins.nautobot;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Creates, changes and deletes rows by the rules of their models. Guarded by its owner. */
final class Writes {
  private final Tables tables;
  private final Values values;
  private final CableRules cables;
  private final IpRules ips;

  Writes(Tables tables) {
    this.tables = tables;
    References references = new References(tables);
    this.values = new Values(tables, references);
    this.cables = new CableRules(tables);
    this.ips = new IpRules(tables, references);
  }

  ObjectNode create(Model model, JsonNode body) {
    FieldErrors errors = new FieldErrors();
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", newId(model, body, errors));
    row.set("custom_fields", JsonNodeFactory.instance.objectNode());
    values.assign(model, row, body, errors);
    values.complete(model, row, errors);
    check(model, row, body, errors);
    tables.put(model, row);
    cables.created(model, row);
    return row;
  }

  ObjectNode update(Model model, ObjectNode old, JsonNode body) {
    FieldErrors errors = new FieldErrors();
    ObjectNode row = old.deepCopy();
    values.assign(model, row, body, errors);
    cables.keepEnds(model, old, row, errors);
    check(model, row, body, errors);
    tables.put(model, row);
    return row;
  }

  void delete(Model model, String id) {
    protect(model, id);
    for (Use use : uses(model, id)) {
      switch (use.reference().onDelete()) {
        case CASCADE -> delete(use.model(), use.row().path("id").asString());
        case CLEAR -> use.row().putNull(use.reference().field());
        case PROTECT -> throw new IllegalStateException("protected: " + use.row());
      }
    }
    cables.deleting(model, id);
    tables.remove(model, id);
  }

  /** A row that refers to another one. */
  private record Use(Model model, Reference reference, ObjectNode row) {
    boolean isProtecting() {
      return reference.onDelete() == Reference.OnDelete.PROTECT;
    }

    String title() {
      return View.title(row) + " (" + row.path("id").asString() + ")";
    }
  }

  private void protect(Model model, String id) {
    List<String> users =
        uses(model, id).stream().filter(Use::isProtecting).map(Use::title).toList();
    if (!users.isEmpty()) {
      throw RefusedException.detail(
          409,
          "Unable to delete object. "
              + users.size()
              + " dependent objects were found: "
              + String.join(", ", users));
    }
  }

  private List<Use> uses(Model model, String id) {
    List<Use> uses = new ArrayList<>();
    for (Model other : tables.models()) {
      for (Reference reference : other.references()) {
        if (reference.target().equals(model.path())) {
          tables.all(other).stream()
              .filter(row -> row.path(reference.field()).asString("").equals(id))
              .forEach(row -> uses.add(new Use(other, reference, row)));
        }
      }
    }
    return uses;
  }

  private String newId(Model model, JsonNode body, FieldErrors errors) {
    String given = body.path("id").asString("");
    String id = given.isEmpty() ? UUID.randomUUID().toString() : Formats.uuid(given).orElse("");
    if (id.isEmpty()) {
      errors.add("id", "Must be a valid UUID.");
    } else if (tables.get(model, id) != null) {
      errors.add("id", model.title() + " with this Id already exists.");
    }
    return id;
  }

  /** Single fields are judged before what fields say together, as Nautobot does. */
  private void check(Model model, ObjectNode row, JsonNode body, FieldErrors errors) {
    ips.check(model, row, body, errors);
    cables.check(model, row, errors);
    errors.raise();
    values.checkUnique(model, row, errors);
    errors.raise();
    cables.checkEnds(model, row, errors);
    errors.raise();
  }
}
