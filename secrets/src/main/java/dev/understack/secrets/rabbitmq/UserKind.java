package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.Passwords;
import dev.understack.secrets.SecretObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Users. The credentials stand in the Secret {@code NAME-user-credentials}, which is made here with
 * a random password and belongs to the User; deleting it makes a new password.
 */
final class UserKind implements TopologyKind {
  static final String CREDENTIALS_SUFFIX = "-user-credentials";

  @Override
  public ResourceType type() {
    return ResourceTypes.RABBITMQ_USER;
  }

  @Override
  public void put(ObjectApi api, Broker broker, KubeObject object) {
    KubeObject credentials = credentials(api, object);
    List<String> tags = new ArrayList<>();
    object.spec().path("tags").forEach(tag -> tags.add(tag.asString("")));
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("tags", String.join(",", tags));
    String hash = SecretObject.text(credentials, "passwordHash");
    if (hash.isEmpty()) {
      body.put("password", SecretObject.text(credentials, "password"));
    } else {
      body.put("password_hash", hash);
    }
    String user = SecretObject.text(credentials, "username");
    broker.put(Broker.path("users", user), body);
    putLimit(broker, user, "max-connections", object.spec().path("limits").path("connections"));
    putLimit(broker, user, "max-channels", object.spec().path("limits").path("channels"));
  }

  private static void putLimit(Broker broker, String user, String limit, JsonNode value) {
    if (value.isNumber()) {
      broker.put(
          Broker.path("user-limits", user, limit),
          JsonNodeFactory.instance.objectNode().set("value", value));
    }
  }

  @Override
  public void delete(ObjectApi api, Broker broker, KubeObject object) {
    String user =
        find(api, object.namespace(), object.name())
            .map(secret -> SecretObject.text(secret, "username"))
            .orElse(object.name());
    broker.delete(Broker.path("users", user));
  }

  @Override
  public void status(KubeObject object, ObjectNode status) {
    status.putObject("credentials").put("name", object.name() + CREDENTIALS_SUFFIX);
  }

  /** The Secret with the credentials of a User, when it is there. */
  static Optional<KubeObject> find(ObjectApi api, String namespace, String user) {
    return api.find(key(namespace, user));
  }

  private static ObjectKey key(String namespace, String user) {
    return new ObjectKey(ResourceTypes.SECRET, namespace, user + CREDENTIALS_SUFFIX);
  }

  private static KubeObject credentials(ObjectApi api, KubeObject object) {
    Optional<KubeObject> present = find(api, object.namespace(), object.name());
    if (present.isPresent()) {
      return present.get();
    }
    KubeObject secret =
        SecretObject.create(
            object.namespace(),
            object.name() + CREDENTIALS_SUFFIX,
            imported(api, object).orElseGet(() -> generated(object)));
    return api.create(SecretObject.ownedBy(secret, object));
  }

  private static Map<String, byte[]> generated(KubeObject object) {
    return Map.of("username", utf8(object.name()), "password", utf8(Passwords.random()));
  }

  private static Optional<Map<String, byte[]>> imported(ObjectApi api, KubeObject object) {
    String name = object.spec().path("importCredentialsSecret").path("name").asString("");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        api.find(new ObjectKey(ResourceTypes.SECRET, object.namespace(), name))
            .map(SecretObject::data)
            .orElseThrow(() -> new BrokerException("secret \"" + name + "\" not found")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
