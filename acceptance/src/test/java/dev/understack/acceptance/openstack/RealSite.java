package dev.understack.acceptance.openstack;

import dev.understack.acceptance.UnderstackProcess;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.testing.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole site: real OpenStack services, UnderStack as a process with the shipped manifests, and
 * stand-ins for Nautobot, Nova and Undersync. One for all tests of a JVM.
 */
final class RealSite {
  private static final String NAUTOBOT_TOKEN = "0123456789abcdef";

  private final RealOpenStack openstack = new RealOpenStack();
  private final NautobotStandIn nautobot = new NautobotStandIn(NAUTOBOT_TOKEN);
  private final Map<String, JsonNode> servers = new ConcurrentHashMap<>();
  private final HttpStandIn nova = new HttpStandIn(this::server);
  private final HttpStandIn undersync =
      new HttpStandIn(request -> new Reply(200, Map.of(), "{\"status\": \"ok\"}"));
  private final NotificationTap tap = new NotificationTap();
  private final Follow follow = new Follow(tap);
  private final UnderstackProcess understack;

  private RealSite() {
    NautobotSeeds.plant(nautobot);
    openstack.offer("nova", "compute", nova.address());
    tap.listen(openstack.rabbit().uri("keystone"), "keystone", "notifications.info");
    tap.listen(openstack.rabbit().uri("ironic"), "ironic", "ironic_versioned_notifications.*");
    tap.listen(openstack.rabbit().uri("neutron"), "neutron", "notifications.info");
    Path state = TemporaryFolders.create("site");
    Path manifests = UnderstackProcess.project().resolve("workflows");
    understack =
        UnderstackProcess.up(
            state,
            "--config",
            configuration(state).toString(),
            "-k",
            manifests.resolve("openstack").toString(),
            "-k",
            manifests.resolve("argo-events").toString());
  }

  /** Started on first use. */
  static RealSite shared() {
    return Shared.SITE;
  }

  RealOpenStack openstack() {
    return openstack;
  }

  NautobotStandIn nautobot() {
    return nautobot;
  }

  HttpStandIn undersync() {
    return undersync;
  }

  NotificationTap tap() {
    return tap;
  }

  Follow follow() {
    return follow;
  }

  UnderstackProcess understack() {
    return understack;
  }

  /** Makes Nova know an instance. */
  void seedServer(String id, String json) {
    servers.put("/servers/" + id, JsonMapper.shared().readTree(json));
  }

  private Reply server(Request request) {
    JsonNode found = servers.get(request.path());
    return found == null
        ? new Reply(404, Map.of(), "{\"itemNotFound\": {\"code\": 404}}")
        : Reply.json(200, found);
  }

  private Path configuration(Path folder) {
    String text =
        """
        endpoints:
          rabbitmq.openstack.svc.cluster.local:5672: 127.0.0.1:%d
          undersync.undersync.svc.cluster.local:8080: 127.0.0.1:%d
        secrets:
          - namespace: openstack
            name: argo-keystone-user-credentials
            data: {username: argo-keystone, password: keystone-secret}
          - namespace: openstack
            name: argo-ironic-user-credentials
            data: {username: argo-ironic, password: ironic-secret}
          - namespace: openstack
            name: argo-neutron-user-credentials
            data: {username: argo-neutron, password: neutron-secret}
          - namespace: argo-events
            name: nautobot-token
            data: {url: "%s", token: "%s"}
          - namespace: argo-events
            name: nautobot-webhook-secret
            data: {secret: s3cret}
          - namespace: argo-events
            name: undersync-token
            data: {token: undersync-secret}
          - namespace: argo-events
            name: baremetal-manage
            data:
              clouds.yaml: |
        %s
        """
            .formatted(
                openstack.rabbit().amqpPort(),
                undersync.address().getPort(),
                nautobot.url(),
                NAUTOBOT_TOKEN,
                openstack
                    .cloudsYaml()
                    .lines()
                    .map(line -> "        " + line)
                    .collect(Collectors.joining("\n")));
    try {
      return Files.writeString(folder.resolve("understack.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shared {
    static final RealSite SITE = new RealSite();
  }
}
