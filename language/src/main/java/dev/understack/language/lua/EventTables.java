package dev.understack.language.lua;

import dev.understack.language.value.GoText;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as tables and tables as JSON, as Argo Events converts them: null members and elements
 * vanish, and so do lists inside of lists.
 */
final class EventTables {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEPEST = 300;

  private final Machine machine;

  EventTables(Machine machine) {
    this.machine = machine;
  }

  LuaTable table(JsonNode object) {
    LuaTable table = new LuaTable();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      Object value = value(member.getValue(), true);
      if (value != null) {
        table.put(machine, machine.made(LuaText.encode(member.getKey())), value);
      }
    }
    return table;
  }

  private @Nullable Object value(JsonNode node, boolean listsAllowed) {
    machine.step();
    return switch (node.getNodeType()) {
      case OBJECT -> table(node);
      case ARRAY -> listsAllowed ? list(node) : null;
      case STRING -> machine.made(LuaText.encode(node.stringValue()));
      case NUMBER -> node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }

  private LuaTable list(JsonNode array) {
    LuaTable table = new LuaTable();
    int next = 1;
    for (JsonNode element : array) {
      Object value = value(element, false);
      if (value != null) {
        table.putIndex(machine, next++, value);
      }
    }
    return table;
  }

  /** The JSON of a value; members in the order of their keys. */
  JsonNode json(@Nullable Object value) {
    return json(value, 0);
  }

  private JsonNode json(@Nullable Object value, int depth) {
    machine.step();
    if (depth > DEEPEST) {
      throw machine.error("the result is nested more than " + DEEPEST + " deep");
    }
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean b -> JSON.booleanNode(b);
      case Double d -> number(d);
      case String s -> JSON.stringNode(text(s));
      case LuaTable table -> json(table, depth);
      default -> throw machine.error("json: unsupported type: " + Values.type(value));
    };
  }

  private String text(String bytes) {
    machine.spend(bytes.length());
    return GoText.valid(LuaText.decode(bytes));
  }

  private JsonNode number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw machine.error("json: unsupported value: " + LuaText.of(number));
    }
    if (number == (int) number) {
      return JSON.numberNode((int) number);
    }
    if (LuaText.isInteger(number)) {
      return JSON.numberNode((long) number);
    }
    // Go writes whole numbers below 1e21 without an exponent.
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e21;
    return whole
        ? JSON.numberNode(new BigDecimal(Double.toString(number)).toBigIntegerExact())
        : JSON.numberNode(number);
  }

  private JsonNode json(LuaTable table, int depth) {
    int length = table.length();
    if (length == 0) {
      LuaTable metatable = table.metatable();
      boolean list = metatable != null && Boolean.TRUE.equals(metatable.get("__is_array"));
      return list ? JSON.arrayNode() : object(table, depth);
    }
    ArrayNode array = JSON.arrayNode(length);
    for (int i = 1; i <= length; i++) {
      array.add(json(table.get(i), depth + 1));
    }
    return array;
  }

  private ObjectNode object(LuaTable table, int depth) {
    Map<String, JsonNode> members = new TreeMap<>(GoText::compare);
    for (Object key = table.nextKey(null); key != null; key = table.nextKey(key)) {
      members.put(text(Values.text(key)), json(table.get(key), depth + 1));
    }
    ObjectNode object = JSON.objectNode();
    members.forEach(object::set);
    return object;
  }
}
