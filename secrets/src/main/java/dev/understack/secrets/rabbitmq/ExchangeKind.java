package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges. */
final class ExchangeKind implements TopologyKind {
  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_EXCHANGE;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    ObjectNode body = TopologyKind.body(object, "durable", "autoDelete", "arguments", "type");
    if (!body.has("type")) {
      body.put("type", "direct");
    }
    broker.put(path(object), body);
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    broker.delete(path(object));
  }

  private static String path(KubeObject object) {
    return Broker.path("exchanges", TopologyKind.vhost(object), TopologyKind.name(object));
  }
}
