package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.store.StoredAction.State;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The shipped objects as an operator finds them, with the real kubectl and a real RabbitMQ. */
class PlatformObjectsTest {
  private static final String SENSOR =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: NAME, namespace: NAMESPACE}
      spec:
        template: {serviceAccountName: sensor-submit-workflow}
        dependencies:
          - {name: message, eventSourceName: openstack-keystone, eventName: notifications}
        triggers:
          - template: TEMPLATE
      """;

  private final PlatformSystem platform = PlatformSystem.get();

  @Test
  void everyBusSourceAndSensorIsReady() {
    Outcome shown = platform.kubectl("get", "eventbus,eventsource,sensor", "-A", "--no-headers");

    List<String> lines = shown.out().lines().filter(line -> !line.isBlank()).toList();
    assertThat(lines).hasSizeGreaterThanOrEqualTo(2 + 8 + 18);
    assertThat(lines).allMatch(line -> line.matches("\\S+ +\\S+ +True +\\d+.*"));
  }

  @Test
  void eachBusAsksForThreeMembersAndItsDisruptionBudgetIsThere() {
    for (String namespace : List.of("openstack", "argo-events")) {
      assertThat(
              platform
                  .kubectl(
                      "get",
                      "eventbus/default",
                      "-n",
                      namespace,
                      "-o",
                      "jsonpath={.spec.nats.native.replicas}")
                  .out())
          .isEqualTo("3");
      assertThat(
              platform
                  .kubectl(
                      "get",
                      "pdb/eventbus-default-pdb",
                      "-n",
                      namespace,
                      "-o",
                      "jsonpath={.spec.maxUnavailable} {.spec.selector.matchLabels.eventbus-name}")
                  .out())
          .isEqualTo("1 default");
    }
  }

  @Test
  void everyVirtualHostHasOneConsumerOnItsNotifications() {
    for (String service : PlatformSystem.SERVICES) {
      List<JsonNode> consumers =
          await().until(() -> consumers(service, "argo_notifications"), found -> !found.isEmpty());
      assertThat(consumers).as(service).hasSize(1);
      assertThat(consumers.getFirst().at("/channel_details/user").asString())
          .isEqualTo("argo-" + service);
      assertThat(consumers.getFirst().path("ack_required").asBoolean()).isTrue();
    }
    assertThat(consumers("ironic", "argo_notifications_errors")).hasSize(1);
  }

  @Test
  void bothWebhooksAnswerAndWantToKnowWhoAsks() throws Exception {
    String alerts = platform.secret("argo-events", "alertmanager-webhook-token", "token");

    assertThat(post(platform.nautobotPort(), "/nautobot", "none")).isEqualTo(401);
    assertThat(post(platform.alertsPort(), "/alerts", "none")).isIn(401, 403);
    assertThat(post(platform.alertsPort(), "/alerts", alerts)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: x, k8s: {operation: erase, source: {resource: {kind: Workflow}}}}|erase",
        "{name: x, k8s: {operation: create}}|source",
        "{log: {}}|name"
      })
  void aSensorWithATriggerThatCannotWorkIsRefused(String template, String named) throws Exception {
    Outcome outcome =
        platform.kubectlApply(
            SENSOR
                .replace("NAMESPACE", "openstack")
                .replace("NAME", "invalid")
                .replace("TEMPLATE", template));

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("Sensor", "\"invalid\" is invalid: ", "spec.triggers[0]", named);
    assertThat(platform.kubectl("get", "sensor", "invalid", "-n", "openstack").out())
        .contains("NotFound");
  }

  @Test
  void aBusOfAnUnknownTypeIsRefusedAndABusDoesNotChangeItsType() throws Exception {
    String bus =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: EventBus
        metadata: {name: BUS, namespace: openstack}
        spec: {SPEC}
        """;

    Outcome unknown =
        platform.kubectlApply(bus.replace("BUS", "odd").replace("SPEC", "carrierPigeon: {}"));
    Outcome changed =
        platform.kubectl(
            "patch",
            "eventbus/default",
            "-n",
            "openstack",
            "--type=merge",
            "-p",
            "{\"spec\": {\"nats\": null, \"jetstream\": {\"version\": \"latest\"}}}");

    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.out())
        .contains("invalid", "either \"nats\", \"jetstream\", \"jetstreamExotic\", or \"kafka\"");
    assertThat(changed.exitCode()).isEqualTo(1);
    assertThat(changed.out()).contains("Can not change event bus implementation");
  }

  @Test
  void aSourceWithoutAnythingToReceiveIsRefused() throws Exception {
    Outcome outcome =
        platform.kubectlApply(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: EventSource
            metadata: {name: portless, namespace: openstack}
            spec: {webhook: {hook: {endpoint: /hook, method: POST}}}
            """);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("\"portless\" is invalid", "port can't be empty");
  }

  @Test
  void aVariableThatOperationsNeedAndDoNotGetIsToldAtTheStart() {
    // given
    assertThat(platform.system().shortcomings()).isEmpty();

    // when
    setGroup("null");
    List<String> told = platform.system().shortcomings();
    setGroup("\"default\"");

    // then
    assertThat(told)
        .containsExactlyInAnyOrder(
            "workflowtemplate argo-events/openstack-oslo-event: operation openstack-oslo-event"
                + " needs UCVNI_GROUP_NAME, and neither its env nor its envFrom [cluster-metadata]"
                + " gives it",
            "workflowtemplate argo-events/resync-nautobot: operation resync-neutron-nautobot"
                + " needs UCVNI_GROUP_NAME, and neither its env nor its envFrom [cluster-metadata]"
                + " gives it");
  }

  private void setGroup(String value) {
    assertThat(
            platform
                .kubectl(
                    "patch",
                    "configmap/cluster-metadata",
                    "-n",
                    "argo-events",
                    "--type=merge",
                    "-p",
                    "{\"data\": {\"UCVNI_GROUP_NAME\": " + value + "}}")
                .exitCode())
        .isZero();
  }

  @Test
  void aSensorHearsItsOwnNamespaceOnlyAndSaysWhatIsMissingElsewhere() {
    // given
    String log = "{name: heard, log: {}}";
    for (String namespace : List.of("openstack", "argo-events", "elsewhere")) {
      platform.apply(
          SENSOR
              .replace("NAMESPACE", namespace)
              .replace("NAME", "placed")
              .replace("TEMPLATE", log));
    }

    // when
    platform.keystone().createProject("placed", "default", "");

    // then
    await().until(() -> done("openstack/placed") > 0);
    assertThat(done("argo-events/placed") + done("elsewhere/placed")).isZero();
    assertThat(conditions("argo-events"))
        .contains(
            "there is no EventSource openstack-keystone in namespace argo-events; there is one in"
                + " namespace openstack");
    assertThat(conditions("elsewhere"))
        .contains("EventBus not found.", "there is no EventSource openstack-keystone in namespace");
    for (String namespace : List.of("openstack", "argo-events", "elsewhere")) {
      platform.kubectl("delete", "sensor", "placed", "-n", namespace);
    }
  }

  private long done(String sensor) {
    return platform.system().store().actions().newest(State.DONE, 10_000).stream()
        .filter(action -> action.sensor().equals(sensor))
        .count();
  }

  private String conditions(String namespace) {
    return await()
        .until(
            () ->
                platform
                    .kubectl(
                        "get",
                        "sensor/placed",
                        "-n",
                        namespace,
                        "-o",
                        "jsonpath={.status.conditions[*].message}")
                    .out(),
            text -> !text.isBlank());
  }

  private List<JsonNode> consumers(String vhost, String queue) {
    return platform
        .broker("/api/consumers/" + vhost)
        .valueStream()
        .filter(consumer -> consumer.at("/queue/name").asString().equals(queue))
        .toList();
  }

  private static int post(int port, String path, String token) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .header("Authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString("{\"alerts\": []}"))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
