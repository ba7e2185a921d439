package dev.understack.secrets.rabbitmq;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.SecretObject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Finds the broker that an object refers to by {@code rabbitmqClusterReference}: a connection
 * Secret, a configured cluster, or the Secret that the RabbitMQ cluster operator would write.
 */
public final class Brokers {
  private final Map<String, Broker> configured;
  private final Optional<Broker> other;

  /**
   * @param configured by {@code NAMESPACE/NAME} of the cluster
   * @param other the broker of every other cluster, when there is but one
   */
  public Brokers(Map<String, Broker> configured, Optional<Broker> other) {
    this.configured = Map.copyOf(configured);
    this.other = other;
  }

  /** The broker of an object; empty when what it refers to is not there. */
  Optional<Broker> find(ObjectApi api, KubeObject object) {
    JsonNode reference = object.spec().path("rabbitmqClusterReference");
    String namespace = reference.path("namespace").asString(object.namespace());
    String connection = reference.path("connectionSecret").path("name").asString("");
    if (!connection.isEmpty()) {
      return secret(api, namespace, connection).map(Brokers::connect);
    }
    String name = reference.path("name").asString("");
    Broker known = configured.get(namespace + "/" + name);
    return known != null
        ? Optional.of(known)
        : other.or(() -> secret(api, namespace, name + "-default-user").map(Brokers::connect));
  }

  /** As in messages. */
  static String describe(KubeObject object) {
    JsonNode reference = object.spec().path("rabbitmqClusterReference");
    String connection = reference.path("connectionSecret").path("name").asString("");
    return connection.isEmpty()
        ? "RabbitmqCluster " + reference.path("name").asString("") + " is not configured"
        : "secret \"" + connection + "\" not found";
  }

  private static Optional<KubeObject> secret(ObjectApi api, String namespace, String name) {
    return api.find(new ObjectKey(ResourceTypes.SECRET, namespace, name));
  }

  private static Broker connect(KubeObject secret) {
    String uri = SecretObject.text(secret, "uri");
    if (uri.isEmpty()) {
      uri = "http://" + SecretObject.text(secret, "host") + ":15672";
    } else if (!uri.contains("://")) {
      uri = "http://" + uri;
    }
    return new Broker(
        URI.create(uri),
        SecretObject.text(secret, "username"),
        SecretObject.text(secret, "password"));
  }
}
