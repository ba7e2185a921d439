package dev.understack.language.jq;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where one value is in another: indices, index and rindex. */
final class Searching {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Searching() {}

  static JsonNode indices(JsonNode value, JsonNode wanted, Context context) {
    return value.isNull() ? value : positions("indices", value, wanted, context);
  }

  static JsonNode first(JsonNode value, JsonNode wanted, Context context) {
    return value.isNull() ? value : at(positions("index", value, wanted, context), 0);
  }

  static JsonNode last(JsonNode value, JsonNode wanted, Context context) {
    if (value.isNull()) {
      return value;
    }
    ArrayNode all = positions("rindex", value, wanted, context);
    return at(all, all.size() - 1);
  }

  private static JsonNode at(ArrayNode positions, int index) {
    JsonNode position = positions.get(index);
    return position == null ? NODES.nullNode() : position;
  }

  private static ArrayNode positions(
      String name, JsonNode value, JsonNode wanted, Context context) {
    if (value.isArray()) {
      JsonNode list = wanted.isArray() ? wanted : NODES.arrayNode().add(wanted);
      return Collections.positions(value, list, context.order());
    }
    if (!value.isString() || !wanted.isString()) {
      throw Errors.applied(name, value, wanted);
    }
    return inText(value.stringValue(), wanted.stringValue());
  }

  /** Positions in code points, overlapping ones included. */
  private static ArrayNode inText(String text, String wanted) {
    ArrayNode positions = NODES.arrayNode();
    if (wanted.isEmpty()) {
      return positions;
    }
    int counted = 0;
    int points = 0;
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      points += text.codePointCount(counted, at);
      counted = at;
      positions.add(points);
    }
    return positions;
  }
}
