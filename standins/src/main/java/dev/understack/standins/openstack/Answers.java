package dev.understack.standins.openstack;

import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers that the services have in common. */
final class Answers {
  private Answers() {}

  static Reply error(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error_message").put("faultstring", message);
    return Reply.json(status, body);
  }

  static ObjectNode wrapped(String field, JsonNode value) {
    return JsonNodeFactory.instance.objectNode().set(field, value).asObject();
  }

  /** One page of a list, with a link to the next one that names a host nobody can reach. */
  static Reply page(
      Request request, String field, List<? extends JsonNode> rows, String idField, int size) {
    String marker = request.parameter("marker").orElse("");
    int start = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).path(idField).asString("").equals(marker)) {
        start = i + 1;
      }
    }
    int end = Math.min(rows.size(), start + size);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = body.putArray(field);
    rows.subList(start, end).forEach(shown::add);
    if (end < rows.size()) {
      String next =
          "http://service.invalid"
              + request.path()
              + "?marker="
              + rows.get(end - 1).path(idField).asString();
      body.put("next", next);
      body.putArray(field + "_links").addObject().put("rel", "next").put("href", next);
    }
    return Reply.json(200, body);
  }
}
