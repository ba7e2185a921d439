package dev.understack.standins.nautobot;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the object that a value of a request means: an id, a name, or fields to match. */
final class References {
  private final Tables tables;

  References(Tables tables) {
    this.tables = tables;
  }

  /** The id; an error when nothing of that kind may be meant by {@code model}. */
  Optional<String> resolve(Model model, Reference reference, JsonNode value, FieldErrors errors) {
    Model target = tables.need(reference.target());
    Optional<String> id = find(target, value).filter(found -> isFor(target, found, model));
    if (id.isEmpty()) {
      errors.add(
          reference.field(),
          "Related object not found using the provided attributes: " + Formats.lookup(value));
    }
    return id;
  }

  /** Statuses and roles are each for some kinds of objects only. */
  private boolean isFor(Model target, String id, Model model) {
    ObjectNode row = tables.get(target, id);
    JsonNode kinds = row == null ? MissingNode.getInstance() : row.path("content_types");
    if (!(target.path().equals(Models.STATUSES) || target.path().equals(Models.ROLES))
        || !kinds.isArray()) {
      return true;
    }
    return kinds.valueStream().anyMatch(kind -> kind.asString().equals(model.label()));
  }

  Optional<String> find(Model target, JsonNode value) {
    if (value.isObject()) {
      return tables
          .first(
              target,
              row ->
                  value.properties().stream()
                      .allMatch(e -> matches(target, row, e.getKey(), e.getValue())))
          .map(row -> row.path("id").asString());
    }
    String text = value.asString();
    Optional<String> id = Formats.uuid(text).filter(known -> tables.get(target, known) != null);
    if (id.isPresent()) {
      return id;
    }
    return tables
        .first(target, row -> row.path("name").asString("").equals(text))
        .map(row -> row.path("id").asString());
  }

  private boolean matches(Model model, JsonNode row, String field, JsonNode wanted) {
    Optional<Reference> reference = model.reference(field);
    if (reference.isEmpty()) {
      return row.path(field).equals(wanted);
    }
    return find(tables.need(reference.get().target()), wanted)
        .filter(id -> id.equals(row.path(field).asString("")))
        .isPresent();
  }
}
