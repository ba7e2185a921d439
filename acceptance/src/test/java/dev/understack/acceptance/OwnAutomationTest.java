package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.KubeObject;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.StoredEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Automation that a team adds beside the shipped one: a manifest in its own namespace, with a queue
 * of its own. And that every way for events to come in leads to an effect.
 */
class OwnAutomationTest {
  private static final String TEAM =
      """
      apiVersion: rabbitmq.com/v1beta1
      kind: User
      metadata: {name: team, namespace: team}
      spec: {rabbitmqClusterReference: {name: rabbitmq, namespace: openstack}}
      ---
      apiVersion: rabbitmq.com/v1beta1
      kind: Permission
      metadata: {name: team, namespace: team}
      spec:
        vhost: keystone
        userReference: {name: team}
        permissions: {configure: "^(team|keystone)$", write: "^team$", read: "^(team|keystone)$"}
        rabbitmqClusterReference: {name: rabbitmq, namespace: openstack}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: EventBus
      metadata: {name: default, namespace: team}
      spec: {jetstream: {version: latest}}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: EventSource
      metadata: {name: keystone, namespace: team}
      spec:
        amqp:
          projects:
            url: amqp://rabbitmq.openstack.svc.cluster.local:5672/keystone
            auth:
              username: {name: team-user-credentials, key: username}
              password: {name: team-user-credentials, key: password}
            exchangeName: keystone
            exchangeType: topic
            exchangeDeclare: {durable: true}
            routingKey: notifications.info
            jsonBody: true
            queueDeclare: {name: team, durable: true}
            consume: {autoAck: false}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: tell-the-team, namespace: team}
      spec:
        dependencies:
          - name: project
            eventSourceName: keystone
            eventName: projects
            transform: {jq: '.body["oslo.message"] | fromjson'}
            filters:
              data:
                - {path: event_type, type: string, value: ['^identity\\.project\\.created$']}
        triggers:
          - template:
              name: tell-the-team
              http:
                url: "URL/told"
                method: POST
                payload:
                  - src: {dependencyName: project, dataKey: payload.target.id}
                    dest: project
      """;

  private final PlatformSystem platform = PlatformSystem.get();

  @Test
  void aTeamsManifestRunsBesideTheShippedOnesUntilItIsRemoved(@TempDir Path folder)
      throws Exception {
    try (HttpStandIn team = new HttpStandIn(_ -> new Reply(200, Map.of(), "{}"))) {
      // given
      Path manifest =
          Files.writeString(
              folder.resolve("team.yaml"), TEAM.replace("URL", team.address().toString()));
      Outcome applied = platform.kubectl("apply", "-f", manifest.toString());
      assertThat(applied.exitCode()).as(applied.out()).isZero();
      await()
          .until(() ->
              platform
                      .kubectl("get", "eventsource,sensor", "-n", "team", "--no-headers")
                      .out()
                      .lines()
                      .filter(line -> line.matches(".* True .*"))
                      .count()
                  == 2);

      // when
      String first = platform.keystone().createProject("team-1", "default", "");
      String second = platform.keystone().createProject("team-2", "default", "");
      platform.keystone().deleteProject(second);

      // then
      await().until(() -> team.calls().size() == 2);
      assertThat(team.calls())
          .extracting(call -> call.request().json().path("project").asString())
          .containsExactlyInAnyOrder(first, second);
      await().until(() -> platform.tenants().contains("default:team-1"));
      await().until(() -> !platform.tenants().contains("default:team-2"));
      await()
          .untilAsserted(() ->
              assertThat(bodies("team/default", "keystone"))
                  .as("both queues get every event")
                  .hasSize(3)
                  .isSubsetOf(bodies("openstack/default", "openstack-keystone")));

      // and when
      Outcome deleted = platform.kubectl("delete", "-f", manifest.toString());
      assertThat(deleted.exitCode()).as(deleted.out()).isZero();
      platform.keystone().createProject("team-3", "default", "");

      // then
      await().until(() -> platform.tenants().contains("default:team-3"));
      assertThat(team.calls()).hasSize(2);
      assertThat(platform.broker("/api/consumers/keystone").valueStream())
          .noneMatch(consumer -> consumer.at("/queue/name").asString().equals("team"));
    }
  }

  @Test
  void anAlertAndALabelledSecretEachHaveTheirOneEffect() throws Exception {
    // when
    platform.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: robot
          namespace: openstack
          labels:
            understack.rackspace.com/keystone-user: robot
            understack.rackspace.com/keystone-role: tenant-read
        stringData: {password: robot-password-4711}
        """);
    String token = platform.secret("argo-events", "alertmanager-webhook-token", "token");
    String alert =
        """
        {"alerts": [{"status": "firing", "labels": {"alertname": "NeutronAgentDown",
         "id": "agent-4711", "hostname": "host-4711"}}]}
        """;
    int answer = postAlert(alert, token);

    // then
    assertThat(answer).isEqualTo(200);
    await()
        .untilAsserted(() ->
            assertThat(platform.keystone().user("robot", "service"))
                .hasValueSatisfying(user ->
                    assertThat(user.path("password").asString()).isEqualTo("robot-password-4711")));
    await().until(() -> !about("argo-events", "alert-automation", "agent-4711").isEmpty());
    assertThat(about("argo-events", "alert-automation", "agent-4711")).hasSize(1);
    assertThat(about("openstack", "keystone-automation-user-upsert", "\"robot\"")).hasSize(1);

    // and when
    platform.kubectl("delete", "secret", "robot", "-n", "openstack");

    // then
    await().until(() -> platform.keystone().user("robot", "service").isEmpty());
  }

  private List<KubeObject> about(String namespace, String prefix, String text) {
    return platform.workflows(namespace, prefix).stream()
        .filter(workflow -> workflow.spec().toString().contains(text))
        .toList();
  }

  private List<String> bodies(String bus, String source) {
    return platform
        .system()
        .store()
        .events()
        .newest(new EventFilter(bus, source, ""), 1_000)
        .stream()
        .map(StoredEvent::data)
        .map(data -> data.substring(data.indexOf("oslo.message")))
        .toList();
  }

  private int postAlert(String body, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + platform.alertsPort() + "/alerts");
      return client
          .send(
              HttpRequest.newBuilder(uri)
                  .header("Authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
