package dev.understack.secrets.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.Controllers;
import dev.understack.secrets.SecretObject;
import dev.understack.testing.RabbitMqServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topology objects against a real RabbitMQ. */
class TopologyTest {
  private static final String NAMESPACE = "openstack";
  private static final RabbitMqServer SERVER = RabbitMqServer.shared();

  @TempDir Path folder;
  private final String vhost = "v-" + UUID.randomUUID();
  private final String user = "argo-" + vhost;
  private Controllers controllers;

  @BeforeEach
  void start() {
    controllers = new Controllers(folder);
    Broker broker = new Broker(SERVER.management(), SERVER.adminUser(), SERVER.adminPassword());
    controllers.run(
        TopologyController.all(
            new Brokers(Map.of(NAMESPACE + "/rabbitmq", broker), Optional.empty()),
            Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    controllers.close();
  }

  @Test
  void anEventSourceGetsItsUserVhostAndRights() {
    // The Permission comes first: it waits for the others.
    apply("Permission", user, permission(user));
    apply("Vhost", vhost, "name: " + vhost + ", defaultQueueType: quorum");
    apply("User", user, "tags: [management]");

    ready(ResourceTypes.RABBITMQ_VHOST, vhost);
    KubeObject userObject = ready(ResourceTypes.RABBITMQ_USER, user);
    ready(ResourceTypes.RABBITMQ_PERMISSION, user);

    KubeObject secret = controllers.secret(NAMESPACE, user + "-user-credentials");
    assertThat(SecretObject.text(secret, "username")).isEqualTo(user);
    String password = SecretObject.text(secret, "password");
    assertThat(password).hasSize(32);
    assertThat(secret.metadata().path("ownerReferences").get(0).path("uid").asString())
        .isEqualTo(userObject.uid());
    assertThat(userObject.status().path("credentials").path("name").asString())
        .isEqualTo(user + "-user-credentials");
    assertThat(SERVER.management("GET", "/api/permissions/" + vhost + "/" + user, ""))
        .contains("\"read\":\"^(argo_notifications|keystone)$\"");
    assertThat(status("GET", "/api/whoami", user, password)).isEqualTo(200);
    assertThat(status("GET", "/api/whoami", user, "wrong")).isEqualTo(401);
  }

  @Test
  void deletedObjectsLeaveTheBroker() {
    apply("Vhost", vhost, "name: " + vhost);
    apply("User", user, "tags: [management]");
    apply("Permission", user, permission(user));
    ready(ResourceTypes.RABBITMQ_PERMISSION, user);
    assertThat(broker("GET", "/api/users/" + user)).isEqualTo(200);

    delete(ResourceTypes.RABBITMQ_PERMISSION, user);
    delete(ResourceTypes.RABBITMQ_USER, user);
    delete(ResourceTypes.RABBITMQ_VHOST, vhost);

    assertThat(broker("GET", "/api/users/" + user)).isEqualTo(404);
    assertThat(broker("GET", "/api/vhosts/" + vhost)).isEqualTo(404);
    await()
        .until(() ->
            controllers
                .api()
                .find(Controllers.key(ResourceTypes.SECRET, NAMESPACE, user + "-user-credentials"))
                .isEmpty());
  }

  @Test
  void queuesExchangesBindingsAndPoliciesAreDeclared() {
    apply("Vhost", vhost, "name: " + vhost);
    ready(ResourceTypes.RABBITMQ_VHOST, vhost);
    String in = ", vhost: " + vhost;
    apply("Exchange", "x", "name: keystone, type: topic, durable: true" + in);
    apply("Queue", "q", "name: argo_notifications, type: quorum, durable: true" + in);
    apply(
        "Binding",
        "b",
        "source: keystone, destination: argo_notifications, destinationType: queue, routingKey:"
            + " 'notifications.#'"
            + in);
    apply(
        "Policy",
        "p",
        "name: ttl, pattern: '^notifications.*', applyTo: queues, definition: {message-ttl:"
            + " 86400000}"
            + in);

    ready(ResourceTypes.RABBITMQ_EXCHANGE, "x");
    ready(ResourceTypes.RABBITMQ_QUEUE, "q");
    ready(ResourceTypes.RABBITMQ_BINDING, "b");
    ready(ResourceTypes.RABBITMQ_POLICY, "p");

    assertThat(SERVER.queue(vhost, "argo_notifications")).contains("\"x-queue-type\":\"quorum\"");
    String bindings = "/api/bindings/" + vhost + "/e/keystone/q/argo_notifications";
    assertThat(SERVER.management("GET", bindings, ""))
        .contains("\"routing_key\":\"notifications.#\"");
    assertThat(SERVER.management("GET", "/api/policies/" + vhost + "/ttl", ""))
        .contains("\"message-ttl\":86400000", "\"apply-to\":\"queues\"");

    delete(ResourceTypes.RABBITMQ_BINDING, "b");
    assertThat(Json.read(SERVER.management("GET", bindings, ""))).isEmpty();
  }

  @Test
  void aClusterThatIsNotKnownIsSaidSoAndAConnectionSecretHelps() {
    controllers.apply(
        """
        apiVersion: rabbitmq.com/v1beta1
        kind: Vhost
        metadata: {name: %s, namespace: openstack}
        spec: {name: %s, rabbitmqClusterReference: {connectionSecret: {name: conn}}}
        """
            .formatted(vhost, vhost));
    KubeObject waiting =
        controllers.awaitReady(
            Controllers.key(ResourceTypes.RABBITMQ_VHOST, NAMESPACE, vhost),
            false,
            "FailedCreateOrUpdate");
    assertThat(waiting.status().path("conditions").get(0).path("message").asString())
        .isEqualTo("secret \"conn\" not found");

    controllers.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: conn, namespace: openstack}
        stringData: {uri: "%s", username: %s, password: "%s"}
        """
            .formatted(SERVER.management(), SERVER.adminUser(), SERVER.adminPassword()));

    ready(ResourceTypes.RABBITMQ_VHOST, vhost);
  }

  private static String permission(String user) {
    return "vhost: "
        + user.substring("argo-".length())
        + ", userReference: {name: "
        + user
        + "}, permissions: {configure: '^(argo_notifications|keystone)$', write:"
        + " '^argo_notifications$', read: '^(argo_notifications|keystone)$'}";
  }

  private void apply(String kind, String name, String spec) {
    controllers.apply(
        """
        apiVersion: rabbitmq.com/v1beta1
        kind: %s
        metadata: {name: %s, namespace: openstack}
        spec: {%s, rabbitmqClusterReference: {name: rabbitmq}}
        """
            .formatted(kind, name, spec));
  }

  private KubeObject ready(ResourceType type, String name) {
    return controllers.awaitReady(
        Controllers.key(type, NAMESPACE, name), true, "SuccessfulCreateOrUpdate");
  }

  private void delete(ResourceType type, String name) {
    controllers.api().delete(Controllers.key(type, NAMESPACE, name), DeleteOptions.BACKGROUND);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> controllers.api().find(Controllers.key(type, NAMESPACE, name)).isEmpty());
  }

  private static int broker(String method, String path) {
    return status(method, path, SERVER.adminUser(), SERVER.adminPassword());
  }

  private static int status(String method, String path, String user, String password) {
    String pair = user + ":" + password;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.management() + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
