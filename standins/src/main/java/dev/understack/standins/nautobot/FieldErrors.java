package dev.understack.standins.nautobot;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Everything that is wrong with one request, by field; Nautobot says it all at once. */
final class FieldErrors {
  private final ObjectNode errors = JsonNodeFactory.instance.objectNode();

  void add(String field, String message) {
    (errors.get(field) instanceof ArrayNode known ? known : errors.putArray(field)).add(message);
  }

  boolean has(String field) {
    return errors.has(field);
  }

  /** Throws when something was added. */
  void raise() {
    if (!errors.isEmpty()) {
      throw new RefusedException(400, errors);
    }
  }
}
