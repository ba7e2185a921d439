package dev.understack.secrets.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.Controllers;
import dev.understack.secrets.SecretObject;
import dev.understack.testing.RabbitMqServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The RabbitMQ objects that UnderStack ships, made in a real RabbitMQ, and what its users may do.
 */
class ShippedTopologyTest {
  private static final Path SHIPPED = Path.of("../workflows/openstack/rabbitmq");
  private static final RabbitMqServer SERVER = RabbitMqServer.shared();

  /** The exchange of each service's notifications, by virtual host. */
  private static final Map<String, String> EXCHANGES =
      Map.of(
          "cinder", "openstack",
          "ironic", "ironic",
          "keystone", "keystone",
          "neutron", "neutron",
          "nova", "nova");

  @TempDir Path folder;

  @Test
  void theUserOfEachEventSourceReadsItsServicesNotificationsAndNothingElse() throws Exception {
    try (Controllers controllers = new Controllers(folder)) {
      Broker broker = new Broker(SERVER.management(), SERVER.adminUser(), SERVER.adminPassword());
      controllers.run(
          TopologyController.all(
              new Brokers(Map.of("openstack/rabbitmq", broker), Optional.empty()),
              Clock.systemUTC()));
      for (String file : manifests()) {
        controllers.apply(file);
      }
      awaitAll(controllers, ResourceTypes.RABBITMQ_VHOST, 5);
      awaitAll(controllers, ResourceTypes.RABBITMQ_USER, 5);
      awaitAll(controllers, ResourceTypes.RABBITMQ_PERMISSION, 5);
      awaitAll(controllers, ResourceTypes.RABBITMQ_POLICY, 5);
      for (String service : EXCHANGES.keySet()) {
        String user = "argo-" + service;
        KubeObject secret = controllers.secret("openstack", user + "-user-credentials");
        readsItsQueueAlone(service, user, SecretObject.text(secret, "password"));
      }
    }
  }

  private static void readsItsQueueAlone(String service, String user, String password)
      throws Exception {
    String exchange = EXCHANGES.get(service);
    Login login = new Login(service, user, password);
    SERVER.management("PUT", "/api/queues/" + service + "/other", "{\"durable\":true}");
    try (Connection connection = login.open()) {
      Channel channel = connection.createChannel();
      channel.exchangeDeclare(exchange, "topic", true);
      channel.queueDeclare("argo_notifications", true, false, false, Map.of());
      channel.queueBind("argo_notifications", exchange, "notifications.info");
      assertThat(channel.basicGet("argo_notifications", true)).isNull();
    }
    login.assertRefused(channel -> channel.queueDeclare("mine", true, false, false, null));
    login.assertRefused(channel -> channel.exchangeDeclare("glance", "topic", true));
    login.assertRefused(channel -> channel.basicGet("other", true));
    login.assertRefused(channel -> channel.queueDelete("other"));
    login.assertRefused(channel -> {
      channel.confirmSelect();
      channel.basicPublish(exchange, "notifications.info", null, new byte[0]);
      await().until(() -> !channel.isOpen());
      channel.queueDeclarePassive("argo_notifications");
    });
    for (String foreign : EXCHANGES.keySet()) {
      if (!foreign.equals(service)) {
        assertThatThrownBy(() -> new Login(foreign, user, password).open())
            .rootCause()
            .hasMessageContaining(foreign);
      }
    }
  }

  /** What a user tries on a channel of its own. */
  private interface Attempt {
    void on(Channel channel) throws IOException;
  }

  /** Who comes in where. */
  private record Login(String vhost, String user, String password) {

    Connection open() throws Exception {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setHost("127.0.0.1");
      factory.setPort(SERVER.amqpPort());
      factory.setVirtualHost(vhost);
      factory.setUsername(user);
      factory.setPassword(password);
      return factory.newConnection();
    }

    void assertRefused(Attempt attempt) throws Exception {
      try (Connection connection = open()) {
        Channel channel = connection.createChannel();
        assertThatThrownBy(() -> attempt.on(channel)).hasStackTraceContaining("ACCESS_REFUSED");
      }
    }
  }

  private static List<String> manifests() throws IOException {
    try (Stream<Path> files = Files.list(SHIPPED)) {
      return files
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .map(ShippedTopologyTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitAll(Controllers controllers, ResourceType type, int atLeast) {
    List<KubeObject> objects = controllers.api().list(type, "openstack", Selection.ALL).items();
    assertThat(objects).hasSizeGreaterThanOrEqualTo(atLeast);
    for (KubeObject object : objects) {
      controllers.awaitReady(
          Controllers.key(type, "openstack", object.name()), true, "SuccessfulCreateOrUpdate");
    }
  }
}
