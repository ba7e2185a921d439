package dev.understack.acceptance;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.cli.command.ApplyOrder;
import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.cluster.Identity;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.server.standalone.ManifestLoad;
import dev.understack.server.standalone.Standalone;
import dev.understack.server.standalone.StandaloneConfig;
import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.keystone.NotificationFormat;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import dev.understack.testing.FreePorts;
import dev.understack.testing.RabbitMqServer;
import dev.understack.testing.TemporaryFolders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One UnderStack in this process that several test classes share, with the shipped manifests, a
 * RabbitMQ of its own and stand-ins for Keystone and Nautobot. It ends with the JVM.
 */
final class SharedSystem {
  static final String WEBHOOK_SECRET = "s3cret";

  /** Keystone's events. */
  static final EventFilter KEYSTONE =
      new EventFilter("openstack/default", "openstack-keystone", "");

  private static final String PASSWORD = "keystone-secret";

  private final RabbitMqServer rabbit = RabbitMqServer.start(TemporaryFolders.create("rabbitmq"));
  private final Surroundings around = Surroundings.on(rabbit);
  private final KeystoneStandIn keystone = new KeystoneStandIn(PASSWORD);
  private final int webhookPort = FreePorts.next();
  private final Standalone system;
  private final ApiClient api;

  private SharedSystem() throws Exception {
    Path state = TemporaryFolders.create("state");
    Path config = around.configuration(state, keystone.cloudsYaml(PASSWORD), "");
    this.system =
        Standalone.start(state, StandaloneConfig.read(config, Map.of()).listeningOn("127.0.0.1:0"));
    ManifestLoad load = system.apply(shipped());
    if (!load.refusals().isEmpty()) {
      throw new IllegalStateException(String.join("\n", load.refusals()));
    }
    system.announceReady();
    this.api = new ApiClient(Kubeconfig.read(system.kubeconfig()));
    reconnect();
    awaitCondition(ResourceTypes.EVENT_SOURCE, "openstack/openstack-keystone", "Receiving", "True");
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The one that all tests of this JVM share. */
  static SharedSystem get() {
    return Holder.SYSTEM;
  }

  RabbitMqServer rabbit() {
    return rabbit;
  }

  Surroundings around() {
    return around;
  }

  KeystoneStandIn keystone() {
    return keystone;
  }

  Standalone system() {
    return system;
  }

  /** Lets Keystone notify over a new connection. */
  void reconnect() {
    keystone.notify(
        new OsloNotifications(factory(), "keystone", true, "notifications", "identity.test"),
        NotificationFormat.CADF);
  }

  /** Calls the HTTP API as administrator. */
  ApiClient api() {
    return api;
  }

  /** The port of the shipped webhook, which is not the shipped one here. */
  int webhookPort() {
    return webhookPort;
  }

  /** Runs a client command in a process of its own. */
  Outcome command(String... words) {
    return UnderstackProcess.command(system.kubeconfig(), words);
  }

  /** Applies manifests as {@code up -f} does. */
  ManifestLoad apply(String yaml) {
    return system.apply(ManifestReader.read("test.yaml", yaml));
  }

  /** Sets an annotation of Keystone's event source. */
  void annotate(String name, String value) {
    JsonNode _ =
        api.send(
            "PATCH",
            "/apis/argoproj.io/v1alpha1/namespaces/openstack/eventsources/openstack-keystone",
            Map.of(),
            "application/merge-patch+json",
            "{\"metadata\": {\"annotations\": {\"%s\": \"%s\"}}}".formatted(name, value));
  }

  /** Deletes an object through the Kubernetes API. */
  void delete(String path) {
    JsonNode _ = api.send("DELETE", path, Map.of(), "application/json", "{}");
  }

  /** Creates an object again that was deleted through the Kubernetes API. */
  void restore(JsonNode object) {
    ObjectNode fresh = (ObjectNode) object.deepCopy();
    ObjectNode metadata = (ObjectNode) fresh.get("metadata");
    metadata.remove(List.of("uid", "resourceVersion", "creationTimestamp", "managedFields"));
    ManifestLoad load = system.apply(List.of(new Manifest("test", KubeObject.of(fresh), Map.of())));
    if (!load.refusals().isEmpty()) {
      throw new IllegalStateException(String.join("\n", load.refusals()));
    }
  }

  /** Waits for the newest action of a sensor in a state that has been tried at least once. */
  StoredAction awaitAction(String sensor, State state) {
    return await()
        .until(
            () ->
                system.store().actions().newest(state, 100).stream()
                    .filter(action -> action.sensor().equals(sensor) && action.attempts() > 0)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** An action as it is now. */
  StoredAction action(String key) {
    return system.store().actions().find(key).orElseThrow();
  }

  /** Publishes a message as Keystone would; durable once this returns. */
  void publish(byte[] body, String messageId) {
    try (Connection connection = factory().newConnection();
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish(
          "keystone",
          "notifications.info",
          new BasicProperties.Builder().deliveryMode(2).messageId(messageId).build(),
          body);
      channel.waitForConfirmsOrDie(60_000);
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not take a message", e);
    }
  }

  void publish(String body, String messageId) {
    publish(body.getBytes(StandardCharsets.UTF_8), messageId);
  }

  /** Creates a project in Keystone and waits until it is a tenant: everything else works. */
  void awaitUndisturbed(String project) {
    keystone.createProject(project, "default", "");
    await().until(() -> around.tenantNames().contains("default:" + project));
  }

  /** Waits until a condition of an object has this status; its message. */
  String awaitCondition(ResourceType type, String key, String condition, String status) {
    return await().until(() -> condition(type, key, condition), told -> told.startsWith(status));
  }

  /** Patience enough for a loaded machine. */
  static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50));
  }

  /** Status and message of a condition of an object; empty when there is none. */
  private String condition(ResourceType type, String key, String condition) {
    int slash = key.indexOf('/');
    KubeObject object =
        system
            .cluster()
            .as(Identity.SYSTEM)
            .get(new ObjectKey(type, key.substring(0, slash), key.substring(slash + 1)));
    for (JsonNode candidate : object.status().path("conditions")) {
      if (candidate.path("type").asString().equals(condition)) {
        return candidate.path("status").asString() + " " + candidate.path("message").asString("");
      }
    }
    return "";
  }

  private ConnectionFactory factory() {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(rabbit.uri(Surroundings.VHOST));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return factory;
  }

  /** The shipped manifests; only the ports of webhooks are other ones. */
  private List<Manifest> shipped() {
    List<Manifest> all = new ArrayList<>();
    for (String folder : List.of("openstack", "argo-events")) {
      Path manifests = UnderstackProcess.project().resolve("workflows").resolve(folder);
      for (Manifest manifest : KustomizeBuild.of(manifests)) {
        all.add(
            new Manifest(
                manifest.source(), manifest.object().with(this::movePort), manifest.positions()));
      }
    }
    return ApplyOrder.sorted(all);
  }

  private void movePort(ObjectNode tree) {
    for (JsonNode webhook : tree.at("/spec/webhook")) {
      boolean nautobot = KubeObject.of(tree).name().equals("nautobot-webhook");
      ((ObjectNode) webhook).put("port", String.valueOf(nautobot ? webhookPort : FreePorts.next()));
    }
  }

  private void close() {
    system.close();
    keystone.close();
    around.close();
    rabbit.close();
  }

  /** Started on first use. */
  private static final class Holder {
    static final SharedSystem SYSTEM = start();

    private static SharedSystem start() {
      try {
        return new SharedSystem();
      } catch (Exception e) {
        throw new IllegalStateException("the shared system did not start", e);
      }
    }
  }
}
