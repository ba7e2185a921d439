package dev.understack.standins.nautobot;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Finds the object that a value of a request means: an id, a name, or fields to match. */
final class References {
  private final Tables tables;

  References(Tables tables) {
    this.tables = tables;
  }

  /** The id; refuses a value that matches nothing. */
  String resolve(Reference reference, JsonNode value) {
    Model target = tables.need(reference.target());
    return find(target, value)
        .orElseThrow(() ->
            RefusedException.field(
                reference.field(),
                "Related object not found using the provided attributes: " + value));
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
    if (tables.get(target, text) != null) {
      return Optional.of(text);
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
