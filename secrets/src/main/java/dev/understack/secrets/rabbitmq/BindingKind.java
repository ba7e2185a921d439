package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bindings of queues and exchanges to exchanges. */
final class BindingKind implements TopologyKind {
  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_BINDING;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    if (find(broker, object).isMissingNode()) {
      broker.post(path(object), TopologyKind.body(object, "routingKey", "arguments"));
    }
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    JsonNode binding = find(broker, object);
    if (!binding.isMissingNode()) {
      broker.delete(
          path(object) + Broker.path(binding.path("properties_key").asString("")).substring(4));
    }
  }

  private static JsonNode find(Broker broker, KubeObject object) {
    JsonNode arguments =
        object.spec().has("arguments")
            ? object.spec().path("arguments")
            : JsonNodeFactory.instance.objectNode();
    for (JsonNode binding : broker.get(path(object))) {
      if (binding
              .path("routing_key")
              .asString("")
              .equals(TopologyKind.text(object, "routingKey", ""))
          && binding.path("arguments").equals(arguments)) {
        return binding;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  private static String path(KubeObject object) {
    boolean toQueue = TopologyKind.text(object, "destinationType", "queue").equals("queue");
    return Broker.path(
        "bindings",
        TopologyKind.vhost(object),
        "e",
        TopologyKind.text(object, "source", ""),
        toQueue ? "q" : "e",
        TopologyKind.text(object, "destination", ""));
  }
}
