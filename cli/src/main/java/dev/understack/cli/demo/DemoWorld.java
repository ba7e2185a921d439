package dev.understack.cli.demo;

import dev.understack.model.Endpoints;
import dev.understack.model.KubeObject;
import dev.understack.server.standalone.StandaloneConfig;
import dev.understack.standins.amqp.EmbeddedBroker;
import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.keystone.NotificationFormat;
import dev.understack.standins.nautobot.NautobotStandIn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An AMQP broker, a Keystone and a Nautobot inside this process, connected as a real site is. */
final class DemoWorld implements AutoCloseable {
  private static final String SERVICES = "openstack";
  private static final String SECRET = "demo-secret";

  private final EmbeddedBroker broker =
      new EmbeddedBroker(
          List.of("keystone", "ironic", "neutron", "nova", "cinder"),
          Map.of("argo", SECRET, SERVICES, SECRET));
  private final KeystoneStandIn keystone = new KeystoneStandIn(SECRET);
  private final NautobotStandIn nautobot = new NautobotStandIn(SECRET);
  private final OsloNotifications notifications =
      new OsloNotifications(
          broker.connectionFactory("keystone", SERVICES, SECRET),
          "keystone",
          true,
          "notifications",
          "identity.demo");

  DemoWorld() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    keystone.seedDomain(json.objectNode().put("id", "service").put("name", "service"));
    keystone.seedDomain(json.objectNode().put("id", "infra").put("name", "infra"));
    keystone.seedProject(json.objectNode().put("name", "automation").put("domain_id", "service"));
    keystone.seedProject(json.objectNode().put("name", "baremetal").put("domain_id", "infra"));
    keystone.notify(notifications, NotificationFormat.CADF);
  }

  KeystoneStandIn keystone() {
    return keystone;
  }

  NautobotStandIn nautobot() {
    return nautobot;
  }

  /** Leads the shipped manifests to these services. */
  StandaloneConfig configuration(String listen) {
    return new StandaloneConfig(
        listen,
        StandaloneConfig.DEFAULT.token(),
        new Endpoints(
            Map.of("rabbitmq.openstack.svc.cluster.local:5672", "127.0.0.1:" + broker.port())),
        List.of(
            credentials("cinder"),
            credentials("ironic"),
            credentials("keystone"),
            credentials("neutron"),
            credentials("nova"),
            secret("openstack", "keystone-keystone-admin", administrator()),
            secret(
                "argo-events",
                "nautobot-token",
                Map.of("url", nautobot.url().toString(), "token", SECRET)),
            secret("argo-events", "nautobot-webhook-secret", Map.of("secret", SECRET)),
            secret("argo-events", "undersync-token", Map.of("token", SECRET)),
            secret(
                "argo-events",
                "baremetal-manage",
                Map.of("clouds.yaml", keystone.cloudsYaml(SECRET)))),
        StandaloneConfig.DEFAULT.sandbox(),
        Map.of(),
        Map.of());
  }

  @Override
  public void close() {
    notifications.close();
    broker.close();
    keystone.close();
    nautobot.close();
  }

  /** What the automation users are made with. */
  private Map<String, String> administrator() {
    return Map.of(
        "OS_AUTH_URL", keystone.authUrl().toString(),
        "OS_USERNAME", "admin",
        "OS_PASSWORD", SECRET,
        "OS_PROJECT_NAME", "admin",
        "OS_USER_DOMAIN_ID", "default",
        "OS_PROJECT_DOMAIN_ID", "default");
  }

  private static KubeObject credentials(String service) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("username", "argo");
    data.put("password", SECRET);
    return secret("openstack", "argo-" + service + "-user-credentials", data);
  }

  private static KubeObject secret(String namespace, String name, Map<String, String> data) {
    ObjectNode secret = JsonNodeFactory.instance.objectNode();
    secret.put("apiVersion", "v1").put("kind", "Secret");
    secret.putObject("metadata").put("namespace", namespace).put("name", name);
    ObjectNode values = secret.putObject("stringData");
    data.forEach(values::put);
    return KubeObject.of(secret);
  }
}
