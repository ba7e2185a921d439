package dev.understack.standins.nautobot;

import dev.understack.standins.http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that breaks a rule, with the answer that says so. */
final class RefusedException extends RuntimeException {
  private final transient Reply reply;

  RefusedException(int status, JsonNode body) {
    super("refused with " + status);
    this.reply = Reply.json(status, body);
  }

  static RefusedException field(String field, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray(field).add(message);
    return new RefusedException(400, body);
  }

  static RefusedException detail(int status, String message) {
    return new RefusedException(
        status, JsonNodeFactory.instance.objectNode().put("detail", message));
  }

  Reply reply() {
    return reply;
  }
}
