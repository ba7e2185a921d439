package dev.understack.acceptance;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.understack.cli.command.ApplyOrder;
import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
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
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.standins.netapp.OntapStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import dev.understack.standins.openstack.NeutronStandIn;
import dev.understack.testing.DebianPackages;
import dev.understack.testing.FreePorts;
import dev.understack.testing.RabbitMqServer;
import dev.understack.testing.TemporaryFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole platform in this process, as a site has it: the shipped manifests unmodified but for the
 * ports of webhooks; a real RabbitMQ whose virtual hosts, users and rights they make; and every
 * secret generated or handed on by External Secrets from the few that a site begins with. The
 * services of OpenStack, Nautobot and the storage are stand-ins. It ends with the JVM.
 */
final class PlatformSystem {
  static final String NAUTOBOT_TOKEN = "nautobot-token-4711";
  static final String ADMIN_PASSWORD = "keystone-password-4711";
  static final String WEBHOOK_SECRET = "webhook-secret-4711";
  static final String BMC_MASTER = "bmc-master-4711";
  static final List<String> SERVICES = List.of("cinder", "ironic", "keystone", "neutron", "nova");

  private static final String KUBECTL = "/usr/bin/kubectl";

  private final RabbitMqServer rabbit =
      RabbitMqServer.start(TemporaryFolders.create("rabbitmq-platform"));
  private final KeystoneStandIn keystone = new KeystoneStandIn(ADMIN_PASSWORD);
  private final IronicStandIn ironic = new IronicStandIn(keystone);
  private final NeutronStandIn neutron = new NeutronStandIn(keystone);
  private final OntapStandIn ontap = new OntapStandIn();
  private final NautobotStandIn nautobot = new NautobotStandIn(NAUTOBOT_TOKEN);
  private final Path state = TemporaryFolders.create("platform");
  private final int nautobotPort = FreePorts.next();
  private final int alertsPort = FreePorts.next();
  private final Standalone system;

  private PlatformSystem() throws Exception {
    seedKeystone();
    Path config = Files.writeString(state.resolve("understack.yaml"), configuration());
    system =
        Standalone.start(state, StandaloneConfig.read(config, Map.of()).listeningOn("127.0.0.1:0"));
    ManifestLoad load = system.apply(shipped());
    if (!load.refusals().isEmpty()) {
      throw new IllegalStateException(String.join("\n", load.refusals()));
    }
    system.announceReady();
    for (KubeObject source : all(ResourceTypes.EVENT_SOURCE)) {
      SharedSystem.await().until(() -> isReady(key(source)));
    }
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.uri("keystone"));
    keystone.notify(
        new OsloNotifications(factory, "keystone", true, "notifications", "identity.test"),
        NotificationFormat.CADF);
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  /** The one that all tests of this JVM share. */
  static PlatformSystem get() {
    return Holder.SYSTEM;
  }

  RabbitMqServer rabbit() {
    return rabbit;
  }

  KeystoneStandIn keystone() {
    return keystone;
  }

  IronicStandIn ironic() {
    return ironic;
  }

  NeutronStandIn neutron() {
    return neutron;
  }

  NautobotStandIn nautobot() {
    return nautobot;
  }

  Standalone system() {
    return system;
  }

  /** Where the store, logs and artifacts are. */
  Path state() {
    return state;
  }

  int nautobotPort() {
    return nautobotPort;
  }

  int alertsPort() {
    return alertsPort;
  }

  /** The objects, as the administrator sees them. */
  ObjectApi objects() {
    return system.cluster().as(Identity.SYSTEM);
  }

  /** All objects of a kind. */
  List<KubeObject> all(ResourceType type) {
    return objects().list(type, "", Selection.ALL).items();
  }

  /** The workflows of a namespace whose names begin with this. */
  List<KubeObject> workflows(String namespace, String prefix) {
    return objects().list(ResourceTypes.WORKFLOW, namespace, Selection.ALL).items().stream()
        .filter(workflow -> workflow.name().startsWith(prefix))
        .toList();
  }

  /** Whether all conditions of an object hold. */
  boolean isReady(ObjectKey key) {
    JsonNode conditions = objects().get(key).status().path("conditions");
    return !conditions.isEmpty()
        && conditions.valueStream().allMatch(c -> c.path("status").asString("").equals("True"));
  }

  /** Applies manifests as {@code up -f} does; nothing may be refused. */
  void apply(String yaml) {
    ManifestLoad load = system.apply(ManifestReader.read("test.yaml", yaml));
    if (!load.refusals().isEmpty()) {
      throw new IllegalStateException(String.join("\n", load.refusals()));
    }
  }

  /** A value of a Secret. */
  String secret(String namespace, String name, String field) {
    KubeObject secret = objects().get(new ObjectKey(ResourceTypes.SECRET, namespace, name));
    byte[] value = Base64.getDecoder().decode(secret.tree().at("/data/" + field).asString());
    return new String(value, StandardCharsets.UTF_8);
  }

  /** The names of all tenants. */
  List<String> tenants() {
    return nautobot.objects("tenancy/tenants").stream()
        .map(tenant -> tenant.path("name").asString())
        .toList();
  }

  /** Publishes a notification of Keystone about a project. */
  void publishProject(String action, String project, String padding) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("message_id", UUID.randomUUID().toString());
    message.put("event_type", "identity.project." + action);
    ObjectNode payload = message.putObject("payload").put("resource_info", project);
    payload.putObject("target").put("id", project);
    payload.put("padding", padding);
    publish("keystone", "keystone", "notifications.info", message);
  }

  /** Publishes a notification as oslo.messaging does; durable once this returns. */
  void publish(String vhost, String exchange, String key, JsonNode message) {
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("oslo.version", "2.0").put("oslo.message", message.toString());
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(rabbit.uri(vhost));
      try (Connection connection = factory.newConnection();
          Channel channel = connection.createChannel()) {
        channel.confirmSelect();
        channel.basicPublish(
            exchange,
            key,
            new BasicProperties.Builder().deliveryMode(2).build(),
            envelope.toString().getBytes(StandardCharsets.UTF_8));
        channel.waitForConfirmsOrDie(60_000);
      }
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not take a message", e);
    }
  }

  /** What RabbitMQ's management API answers. */
  JsonNode broker(String path) {
    return JsonMapper.shared().readTree(rabbit.management("GET", path, ""));
  }

  /** Runs the real kubectl as administrator. */
  Outcome kubectl(String... arguments) {
    DebianPackages.ensure(KUBECTL, "kubernetes-client");
    List<String> command = new ArrayList<>(List.of(KUBECTL));
    command.addAll(List.of(arguments));
    return Outcome.of(command, Map.of("KUBECONFIG", system.kubeconfig().toString()));
  }

  /** {@code kubectl apply -f} of this text. */
  Outcome kubectlApply(String yaml) throws IOException {
    Path file = Files.writeString(Files.createTempFile("apply", ".yaml"), yaml);
    try {
      return kubectl("apply", "-f", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  private static ObjectKey key(KubeObject object) {
    return new ObjectKey(ResourceTypes.of(object).orElseThrow(), object.namespace(), object.name());
  }

  private void seedKeystone() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    keystone.seedDomain(json.objectNode().put("id", "service").put("name", "service"));
    keystone.seedDomain(json.objectNode().put("id", "infra").put("name", "infra"));
    keystone.seedProject(json.objectNode().put("name", "automation").put("domain_id", "service"));
    keystone.seedProject(json.objectNode().put("name", "baremetal").put("domain_id", "infra"));
    keystone.offer("baremetal", ironic.http().address());
    keystone.offer("network", neutron.http().address());
  }

  /** Only what a site itself has to give. */
  private String configuration() {
    return """
    endpoints:
      rabbitmq.openstack.svc.cluster.local:5672: 127.0.0.1:%d
      keystone-api.openstack.svc.cluster.local:5000: 127.0.0.1:%d
      nautobot-default.nautobot.svc.cluster.local:80: 127.0.0.1:%d
    rabbitmqClusters:
      openstack/rabbitmq: {managementUrl: "%s", user: %s, password: "%s"}
    secrets:
      - namespace: openstack
        name: keystone-keystone-admin
        data:
          OS_AUTH_URL: "%s"
          OS_USERNAME: admin
          OS_PASSWORD: "%s"
          OS_PROJECT_NAME: admin
          OS_USER_DOMAIN_ID: default
          OS_PROJECT_DOMAIN_ID: default
      - {namespace: openstack, name: cinder-netapp-config, data: {netapp_nvme.conf: "%s"}}
      - {namespace: openstack, name: not-for-others, data: {key: not-for-others-4711}}
      - {namespace: nautobot, name: nautobot-workflows, data: {apitoken: "%s"}}
      - {namespace: nautobot, name: nautobot-webhook, data: {secret: "%s"}}
      - {namespace: nautobot, name: undersync-token, data: {token: undersync-4711}}
      - {namespace: argo-events, name: bmc-master, data: {key: "%s"}}
    """
        .formatted(
            rabbit.amqpPort(),
            keystone.authUrl().getPort(),
            nautobot.url().getPort(),
            rabbit.management(),
            rabbit.adminUser(),
            rabbit.adminPassword(),
            keystone.authUrl(),
            ADMIN_PASSWORD,
            ontap.configuration("nvme").replace("\n", "\\n"),
            NAUTOBOT_TOKEN,
            WEBHOOK_SECRET,
            BMC_MASTER);
  }

  private List<Manifest> shipped() {
    Path workflows = UnderstackProcess.project().resolve("workflows");
    return ApplyOrder.sorted(
        Stream.of("openstack", "argo-events")
            .flatMap(folder -> KustomizeBuild.of(workflows.resolve(folder)).stream())
            .map(manifest ->
                new Manifest(
                    manifest.source(),
                    manifest.object().with(this::movePort),
                    manifest.positions()))
            .toList());
  }

  private void movePort(ObjectNode tree) {
    for (JsonNode webhook : tree.at("/spec/webhook")) {
      boolean alerts = webhook.path("endpoint").asString("").equals("/alerts");
      ((ObjectNode) webhook).put("port", String.valueOf(alerts ? alertsPort : nautobotPort));
    }
  }

  private void close() {
    system.close();
    ironic.close();
    neutron.close();
    ontap.close();
    keystone.close();
    nautobot.close();
    rabbit.close();
  }

  /** Started on first use. */
  private static final class Holder {
    static final PlatformSystem SYSTEM = start();

    private static PlatformSystem start() {
      try {
        return new PlatformSystem();
      } catch (Exception e) {
        throw new IllegalStateException("the platform did not start", e);
      }
    }
  }
}
