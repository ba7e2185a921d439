package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;

/** Virtual hosts. */
final class VhostKind implements TopologyKind {
  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_VHOST;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    broker.put(path(object), TopologyKind.body(object, "tracing", "tags", "defaultQueueType"));
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    broker.delete(path(object));
  }

  private static String path(KubeObject object) {
    return Broker.path("vhosts", TopologyKind.name(object));
  }
}
