package dev.understack.secrets.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  private static final String USER = "argo-keystone";

  @TempDir Path folder;

  @Test
  void theUserOfAnEventSourceReadsItsServicesNotificationsAndNothingElse() throws Exception {
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
      KubeObject secret = controllers.secret("openstack", USER + "-user-credentials");
      String password = SecretObject.text(secret, "password");

      try (Connection connection = connect("keystone", password)) {
        Channel channel = connection.createChannel();
        channel.exchangeDeclare("keystone", "topic", true);
        channel.queueDeclare("argo_notifications", true, false, false, Map.of());
        channel.queueBind("argo_notifications", "keystone", "notifications.info");
        assertThat(channel.basicGet("argo_notifications", true)).isNull();
      }
      assertRefused(password, channel -> channel.queueDeclare("mine", true, false, false, null));
      assertRefused(password, channel -> channel.exchangeDeclare("nova", "topic", true));
      assertRefused(password, channel -> channel.queueDelete("other"));
      assertThatThrownBy(() -> connect("nova", password)).rootCause().hasMessageContaining("nova");
    }
  }

  /** What a user tries on a channel of its own. */
  private interface Attempt {
    void on(Channel channel) throws IOException;
  }

  private static void assertRefused(String password, Attempt attempt) throws Exception {
    try (Connection connection = connect("keystone", password)) {
      Channel channel = connection.createChannel();
      assertThatThrownBy(() -> attempt.on(channel))
          .rootCause()
          .hasMessageContaining("ACCESS_REFUSED");
    }
  }

  private static Connection connect(String vhost, String password) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(SERVER.amqpPort());
    factory.setVirtualHost(vhost);
    factory.setUsername(USER);
    factory.setPassword(password);
    return factory.newConnection();
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
