package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.SecretObject;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a user may do in a virtual host. */
final class PermissionKind implements TopologyKind {
  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_PERMISSION;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    String user =
        user(api, object)
            .orElseThrow(() ->
                new BrokerException(
                    "the credentials of User " + reference(object) + " are not there yet"));
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    for (String right : List.of("configure", "write", "read")) {
      body.put(right, object.spec().path("permissions").path(right).asString(""));
    }
    broker.put(path(object, user), body);
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    // A user that is gone has taken its permissions along.
    user(api, object).ifPresent(user -> broker.delete(path(object, user)));
  }

  private static String path(KubeObject object, String user) {
    return Broker.path("permissions", TopologyKind.vhost(object), user);
  }

  private static String reference(KubeObject object) {
    return object.spec().path("userReference").path("name").asString("");
  }

  private static Optional<String> user(ObjectApi api, KubeObject object) {
    String named = TopologyKind.text(object, "user", "");
    return named.isEmpty()
        ? UserKind.find(api, object.namespace(), reference(object))
            .map(secret -> SecretObject.text(secret, "username"))
        : Optional.of(named);
  }
}
