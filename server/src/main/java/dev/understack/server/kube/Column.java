package dev.understack.server.kube;

import dev.understack.model.KubeObject;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A column of the table that kubectl prints.
 *
 * @param priority 0 is always shown, 1 with {@code -o wide} alone
 * @param cell the value for an object at a time
 */
record Column(
    String name,
    String type,
    String format,
    int priority,
    BiFunction<KubeObject, Instant, JsonNode> cell) {
  static final Column NAME =
      new Column("Name", "string", "name", 0, (object, now) -> StringNode.valueOf(object.name()));

  /** Text; an empty one shows as nothing. */
  static Column text(String name, Function<KubeObject, String> value) {
    return new Column(
        name, "string", "", 0, (object, now) -> StringNode.valueOf(value.apply(object)));
  }

  /** Text at a path, such as {@code status.phase}. */
  static Column path(String name, String path) {
    return text(name, object -> at(object, path).asString(""));
  }

  static Column number(String name, ToLongFunction<KubeObject> value) {
    return new Column(
        name, "integer", "", 0, (object, now) -> LongNode.valueOf(value.applyAsLong(object)));
  }

  /** How long ago the time at a path is, or, without one, how old the object is. */
  static Column age(String name, String path) {
    return new Column(
        name,
        "string",
        "",
        0,
        (object, now) -> StringNode.valueOf(Ages.of(at(object, path), object, now)));
  }

  Column wide() {
    return new Column(name, type, format, 1, cell);
  }

  ObjectNode definition() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", name)
        .put("priority", priority);
  }

  static JsonNode at(KubeObject object, String path) {
    return object.tree().at("/" + path.replace('.', '/'));
  }
}
