package dev.understack.acceptance.openstack;

import com.rabbitmq.client.ConnectionFactory;
import dev.understack.acceptance.UnderstackProcess;
import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.testing.RabbitMqServer;
import dev.understack.testing.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole site: real OpenStack services, UnderStack as a process with the shipped manifests, and
 * stand-ins for Nautobot, Nova and Undersync. One for all tests of a JVM.
 */
final class RealSite {
  static final String ALERT_TOKEN = "alert-secret";

  private static final String NAUTOBOT_TOKEN = "0123456789abcdef";

  /** What stands in for ansible-runner: tells what it was asked, and fails for one playbook. */
  private static final String RUNNER =
      """
      #!/bin/sh
      date '+began: %s%N'
      printf 'argument: %s\\n' "$@"
      case "$*" in *no-such-playbook.yml*) exit 1;; esac
      """;

  private final RealOpenStack openstack = new RealOpenStack();
  private final NautobotStandIn nautobot = new NautobotStandIn(NAUTOBOT_TOKEN);
  private final Map<String, JsonNode> servers = new ConcurrentHashMap<>();
  private final HttpStandIn nova = new HttpStandIn(this::server);
  private final HttpStandIn undersync =
      new HttpStandIn(request -> new Reply(200, Map.of(), "{\"status\": \"ok\"}"));
  private final NotificationTap tap = new NotificationTap();
  private final Follow follow = new Follow(tap);
  private final OsloNotifications novaNotifications = nova(openstack.rabbit());
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
            withPlaybooks(state, manifests.resolve("argo-events")).toString());
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

  /** The workflows of a namespace. */
  SiteWorkflows workflows(String namespace) {
    return new SiteWorkflows(understack.client(), namespace);
  }

  /** Deletes an object in Nautobot, as a person does. */
  void deleteFromNautobot(String collection, String id) {
    URI address = nautobot.url().resolve("/api/" + collection + "/" + id + "/");
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Token " + NAUTOBOT_TOKEN)
            .DELETE()
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status != 204) {
        throw new IllegalStateException("DELETE " + address + ": " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Takes rights away from UnderStack in Nautobot for a while. */
  <T> T whileNautobotAllowsOnly(Set<String> permissions, Supplier<T> work) {
    nautobot.allow(NAUTOBOT_TOKEN, permissions);
    try {
      return work.get();
    } finally {
      nautobot.allow(NAUTOBOT_TOKEN, Set.of("*"));
    }
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

  /** Sends a notification as Nova does. */
  void notifyAsNova(String eventType, JsonNode payload) {
    novaNotifications.info(eventType, payload);
  }

  private static OsloNotifications nova(RabbitMqServer rabbit) {
    ConnectionFactory factory = new ConnectionFactory();
    try {
      factory.setUri(rabbit.uri("nova"));
    } catch (GeneralSecurityException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return new OsloNotifications(factory, "nova", true, "notifications", "compute.host-1");
  }

  /** The manifests as a site uses them that brings its own ansible-runner. */
  private static Path withPlaybooks(Path state, Path manifests) {
    try {
      Path folder = Files.createDirectories(state.resolve("site"));
      Files.writeString(folder.resolve("ansible-runner"), RUNNER);
      Files.writeString(
          folder.resolve("kustomization.yaml"),
          """
          resources: [%s]
          configMapGenerator:
            - name: ansible-runner
              namespace: argo-events
              files: [ansible-runner]
              options: {disableNameSuffixHash: true}
          patches:
            - target: {kind: WorkflowTemplate, name: ansible-workflow-template}
              patch: |
                - op: add
                  path: /spec/templates/0/volumes
                  value: [{name: runner, configMap: {name: ansible-runner, defaultMode: 0755}}]
                - op: add
                  path: /spec/templates/0/container/volumeMounts
                  value:
                    - {name: runner, mountPath: /usr/local/bin/ansible-runner, subPath: ansible-runner}
          """
              .formatted(folder.relativize(manifests)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
          - namespace: openstack
            name: argo-nova-user-credentials
            data: {username: argo-nova, password: nova-secret}
          - namespace: openstack
            name: keystone-keystone-admin
            data:
              OS_AUTH_URL: %s
              OS_USERNAME: admin
              OS_PASSWORD: %s
              OS_PROJECT_NAME: admin
              OS_USER_DOMAIN_NAME: Default
              OS_PROJECT_DOMAIN_NAME: Default
          - namespace: argo-events
            name: alertmanager-webhook-token
            data: {token: %s}
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
                openstack.authUrl(),
                openstack.adminPassword(),
                ALERT_TOKEN,
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
