package dev.understack.language.gjson;

import dev.understack.language.Limits;
import dev.understack.language.Meter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes trees of found values. */
final class ValueTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private final Meter meter = new Meter("gjson", "", Limits.DEFAULT);

  JsonNode of(GjsonResult found, int depth) {
    meter.depth(depth);
    return switch (found.type()) {
      case NULL -> NODES.nullNode();
      case FALSE -> NODES.booleanNode(false);
      case TRUE -> NODES.booleanNode(true);
      case NUMBER -> NODES.numberNode(found.number());
      case STRING -> NODES.stringNode(found.string());
      case JSON -> found.isObject() ? object(found, depth) : array(found, depth);
    };
  }

  private ObjectNode object(GjsonResult found, int depth) {
    ObjectNode object = NODES.objectNode();
    found.forEach((key, member) -> {
      object.putIfAbsent(key.string(), of(member, depth + 1));
      return true;
    });
    return object;
  }

  private ArrayNode array(GjsonResult found, int depth) {
    ArrayNode array = NODES.arrayNode();
    found.forEach((key, element) -> {
      array.add(of(element, depth + 1));
      return true;
    });
    return array;
  }
}
