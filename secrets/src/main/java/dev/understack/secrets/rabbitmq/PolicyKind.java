package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import tools.jackson.databind.node.ObjectNode;

/** Policies, such as a time to live for the messages of some queues. */
final class PolicyKind implements TopologyKind {
  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_POLICY;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    ObjectNode body = TopologyKind.body(object, "pattern", "definition", "priority");
    // The management API writes this one name with a hyphen.
    body.put("apply-to", TopologyKind.text(object, "applyTo", "all"));
    broker.put(path(object), body);
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    broker.delete(path(object));
  }

  private static String path(KubeObject object) {
    return Broker.path("policies", TopologyKind.vhost(object), TopologyKind.name(object));
  }
}
