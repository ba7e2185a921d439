package dev.understack.language.jq;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shallow copies: the members stay shared. */
final class Copies {
  private Copies() {}

  static ObjectNode object(JsonNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(member -> copy.set(member.getKey(), member.getValue()));
    return copy;
  }

  static ArrayNode slice(JsonNode array, int from, int to) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(to - from);
    for (int i = from; i < to; i++) {
      copy.add(array.get(i));
    }
    return copy;
  }
}
