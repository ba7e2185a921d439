package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How one kind of object is brought into a broker. Safe for several threads. */
interface TopologyKind {
  ResourceType type();

  /** Makes the broker have what the object describes; may be called again and again. */
  void put(ObjectApi api, Broker broker, KubeObject object);

  /** Takes it out of the broker; it may be gone already. */
  void delete(ObjectApi api, Broker broker, KubeObject object);

  /** Adds to the status of an object that is in the broker. */
  default void status(KubeObject object, ObjectNode status) {}

  /** Text of the spec, or {@code absent}. */
  static String text(KubeObject object, String field, String absent) {
    return object.spec().path(field).asString(absent);
  }

  /** {@code spec.name}, or the object's own name. */
  static String name(KubeObject object) {
    return text(object, "name", object.name());
  }

  static String vhost(KubeObject object) {
    return text(object, "vhost", "/");
  }

  /** The fields of the spec that the broker takes as they are. */
  static ObjectNode body(KubeObject object, String... fields) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (String field : fields) {
      JsonNode value = object.spec().path(field);
      if (!value.isMissingNode() && !value.isNull()) {
        body.set(snake(field), value);
      }
    }
    return body;
  }

  private static String snake(String camel) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }
}
