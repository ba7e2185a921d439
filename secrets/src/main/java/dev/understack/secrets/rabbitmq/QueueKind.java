package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Queues. */
final class QueueKind implements TopologyKind {
  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_QUEUE;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    ObjectNode body = TopologyKind.body(object, "durable", "autoDelete", "arguments", "type");
    body.remove("type");
    String type = TopologyKind.text(object, "type", "");
    if (!type.isEmpty()) {
      // The broker takes the type of a queue as one of its arguments.
      body.set(
          "arguments",
          body.path("arguments").isObject()
              ? body.path("arguments").deepCopy()
              : JsonNodeFactory.instance.objectNode());
      body.withObjectProperty("arguments").put("x-queue-type", type);
    }
    broker.put(path(object), body);
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    broker.delete(path(object));
  }

  private static String path(KubeObject object) {
    return Broker.path("queues", TopologyKind.vhost(object), TopologyKind.name(object));
  }
}
