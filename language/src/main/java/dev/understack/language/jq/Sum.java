package dev.understack.language.jq;

import dev.understack.language.Meter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Adds values one after the other without copying what was added before. */
final class Sum {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Meter meter;
  private JsonNode total = NODES.nullNode();

  /** Text that belongs at the end of the total; null while it is not growing. */
  private @Nullable StringBuilder text;

  /** Whether the total is a container that nobody else has. */
  private boolean own;

  Sum(Meter meter) {
    this.meter = meter;
  }

  void add(JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (total.isString() && value.isString()) {
      meter.spend(2L * value.stringValue().length());
      text = text == null ? new StringBuilder(total.stringValue()) : text;
      text.append(value.stringValue());
    } else if (own && total instanceof ArrayNode array && value.isArray()) {
      meter.spend(Sizes.slots(value.size()));
      value.forEach(array::add);
    } else if (own && total instanceof ObjectNode object && value.isObject()) {
      meter.spend(Sizes.slots(value.size()));
      value.properties().forEach(member -> object.set(member.getKey(), member.getValue()));
    } else {
      JsonNode before = value();
      total = Arithmetic.add(before, value, meter);
      // Adding to an empty container gives the other one itself.
      own = !before.isEmpty() && !value.isEmpty();
    }
  }

  JsonNode value() {
    if (text != null) {
      total = NODES.stringNode(text.toString());
      text = null;
    }
    return total;
  }
}
