package dev.understack.acceptance;

import com.rabbitmq.client.ConnectionFactory;
import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.testing.RabbitMqServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What surrounds an UnderStack under test: a real RabbitMQ with virtual host {@code keystone}, a
 * Nautobot stand-in, and the configuration that leads to them.
 */
final class Surroundings implements AutoCloseable {
  static final String VHOST = "keystone";
  private static final String NAUTOBOT_TOKEN = "0123456789abcdef";

  private final RabbitMqServer rabbit;
  private final NautobotStandIn nautobot = new NautobotStandIn(NAUTOBOT_TOKEN);

  private Surroundings(RabbitMqServer rabbit) {
    this.rabbit = rabbit;
  }

  /** Fresh surroundings on the RabbitMQ that all tests share. */
  static Surroundings create() {
    return on(RabbitMqServer.shared());
  }

  /** Fresh surroundings on this RabbitMQ; its virtual host is emptied. */
  static Surroundings on(RabbitMqServer rabbit) {
    rabbit.freshVhost(VHOST);
    rabbit.createUser("argo-keystone", "argo-secret", VHOST);
    return new Surroundings(rabbit);
  }

  RabbitMqServer rabbit() {
    return rabbit;
  }

  NautobotStandIn nautobot() {
    return nautobot;
  }

  /**
   * What Keystone sends its notifications with. The queue of its event source is there from now on,
   * so that the broker keeps what is sent while nobody reads.
   */
  OsloNotifications keystoneNotifications() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.uri(VHOST));
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("keystone", "topic", true);
      channel.queueDeclare("argo_notifications", true, false, false, Map.of());
      channel.queueBind("argo_notifications", "keystone", "notifications.info");
    }
    return new OsloNotifications(factory, "keystone", true, "notifications", "identity.test");
  }

  /** The id of the tenant with this name. */
  String tenantId(String name) {
    return nautobot.objects("tenancy/tenants").stream()
        .filter(tenant -> tenant.path("name").asString().equals(name))
        .map(tenant -> tenant.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  /** The ids of all tenants, sorted. */
  List<String> tenantIds() {
    return nautobot.objects("tenancy/tenants").stream()
        .map(tenant -> tenant.path("id").asString())
        .sorted()
        .toList();
  }

  /**
   * Writes the configuration file.
   *
   * @param cloudsYaml how to reach Keystone
   * @param more further lines
   */
  Path configuration(Path folder, String cloudsYaml, String more) {
    URI nautobotUrl = nautobot.url();
    String text =
        """
        endpoints:
          rabbitmq.openstack.svc.cluster.local:5672: 127.0.0.1:%d
        secrets:
          - namespace: openstack
            name: argo-keystone-user-credentials
            data: {username: argo-keystone, password: argo-secret}
          - namespace: argo-events
            name: nautobot-token
            data: {url: "%s", token: "%s"}
          - namespace: argo-events
            name: nautobot-webhook-secret
            data: {secret: s3cret}
          - namespace: argo-events
            name: baremetal-manage
            data:
              clouds.yaml: |
        %s
        %s
        """
            .formatted(
                rabbit.amqpPort(),
                nautobotUrl,
                NAUTOBOT_TOKEN,
                cloudsYaml.lines().map(line -> "        " + line).collect(Collectors.joining("\n")),
                more);
    try {
      return Files.writeString(folder.resolve("understack.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of all tenants, sorted. */
  List<String> tenantNames() {
    return nautobot.objects("tenancy/tenants").stream()
        .map(tenant -> tenant.path("name").asString())
        .sorted()
        .toList();
  }

  /** An UnderStack with the shipped manifests that works with these surroundings. */
  UnderstackProcess understack(Path state, String cloudsYaml) {
    return understack(state, state.resolve("process.log"), cloudsYaml);
  }

  /** The same with another place for its output. */
  UnderstackProcess understack(Path state, Path log, String cloudsYaml) {
    Path manifests = UnderstackProcess.project().resolve("workflows");
    return UnderstackProcess.up(
        state,
        log,
        "--config",
        configuration(state, cloudsYaml, "").toString(),
        "-k",
        manifests.resolve("openstack").toString(),
        "-k",
        manifests.resolve("argo-events").toString());
  }

  @Override
  public void close() {
    nautobot.close();
  }
}
