package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happened and why, as a person and a program may ask. */
class ExplainTest {
  private static final String DISCREET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: discreet, namespace: openstack}
      stringData: {token: "TOKEN"}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: discreet, namespace: openstack}
      spec:
        dependencies:
          - name: message
            eventSourceName: openstack-keystone
            eventName: notifications
            filters:
              data:
                - {path: body.password, type: string, value: ["hunter2.*"]}
        triggers:
          - template:
              name: discreet
              http:
                url: "URL"
                method: POST
                payload:
                  - src: {dependencyName: message, dataKey: body.user}
                    dest: user
                secureHeaders:
                  - name: X-Token
                    valueFrom:
                      secretKeyRef: {name: discreet, key: token}
            retryStrategy: {steps: 1}
      """;

  private final SharedSystem system = SharedSystem.get();

  @Test
  void tellsTheWholePathFromTheMessageToTheTenant() {
    // given
    system.keystone().createProject("explained", "default", "");
    String event = awaitEnd(newestEvent("identity.project.created"));
    String tenant = system.around().tenantId("default:explained");

    // when
    Outcome explained = system.command("explain", event.substring(0, 12));
    Outcome events = system.command("events");
    Outcome lineage = system.command("lineage", "tenant/" + tenant);

    // then
    assertThat(explained.exitCode()).isZero();
    assertThat(explained.out())
        .contains("event " + event)
        .contains("openstack-keystone/notifications (amqp) at ")
        .contains("sensor openstack/keystone-event-project\n    + dependency keystone-dep passed")
        .contains("found \"identity.project.created\"")
        .contains("> trigger keystone-event-project fired\n      done after ")
        .containsPattern(
            "\\+ workflow argo-events/keystone-event-project-\\w+ Succeeded in \\d+ ms")
        .containsPattern("\\+ keystone-event-project-\\w+\\(0\\) Succeeded in [1-9]\\d* ms")
        .contains("CREATED nautobot tenant/" + tenant);
    assertThat(events.out()).contains(event, "keystone-event-project", "Succeeded");
    assertThat(lineage.out())
        .contains("tenant " + tenant, "CREATED nautobot tenant/" + tenant)
        .containsPattern("by node keystone-event-project-\\w+\\(0\\), which took [1-9]\\d* ms")
        .contains("because of event " + event)
        .contains("from the event to the change");
  }

  @Test
  void tellsTheSameToPrograms() {
    // given
    system.keystone().createProject("program", "default", "");
    String event = awaitEnd(newestEvent("identity.project.created"));
    String tenant = system.around().tenantId("default:program");

    // when
    JsonNode explained = Json.read(system.command("explain", event, "-o", "json").out());
    JsonNode lineage = system.api().get("/understack/v1/lineage/tenant/" + tenant, Map.of());

    // then
    assertThat(explained.path("id").asString()).isEqualTo(event);
    JsonNode action = action(explained, "openstack/keystone-event-project");
    assertThat(action.path("state").asString()).isEqualTo("done");
    assertThat(Duration.parse(action.path("elapsed").asString())).isPositive();
    JsonNode workflow = action.path("workflow");
    assertThat(workflow.path("phase").asString()).isEqualTo("Succeeded");
    assertThat(Duration.parse(workflow.path("duration").asString())).isPositive();
    List<String> changes = new ArrayList<>();
    workflow
        .path("nodes")
        .forEach(node -> node.path("changes").forEach(c -> changes.add(c.asString())));
    assertThat(changes)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("CREATED nautobot tenant/" + tenant);
    JsonNode origin = lineage.path("origins").path(0);
    assertThat(Duration.parse(origin.path("duration").asString())).isPositive();
    assertThat(origin.at("/events/0/id").asString()).isEqualTo(event);
    assertThat(origin.path("workflow").asString()).startsWith("workflow argo-events/");
  }

  @Test
  void showsWhatARejectedEventHadInsteadOfWhatIsWanted() {
    // when
    system.keystone().createDomain("a domain");
    String event = newestEvent("identity.domain.created");

    // then
    assertThat(explain(event))
        .contains("- dependency keystone-dep rejected it")
        .contains("- data event_type = ^identity\\.project\\.created$")
        .contains("found \"identity.domain.created\"")
        .doesNotContain("fired");
  }

  @Test
  void neverShowsSecrets() {
    // given
    String secret = "9c1f-very-secret";
    String password = "hunter2-in-the-message";
    try (HttpStandIn receiver = new HttpStandIn(_ -> Reply.empty(500))) {
      system.apply(DISCREET.replace("TOKEN", secret).replace("URL", receiver.address().toString()));

      // when
      system.publish("{\"user\": \"u\", \"password\": \"" + password + "\"}", "discreet-1");
      StoredAction action = system.awaitAction("openstack/discreet", State.DEAD);

      // then
      assertThat(receiver.calls().getFirst().request().header("X-Token")).contains(secret);
      String event = action.eventIds().getFirst();
      assertThat(explain(event))
          .contains("+ data body.password = hunter2.*\n        found \"***\"")
          .contains("dead after ", "500")
          .doesNotContain(secret, password);
      String json =
          system.api().get("/understack/v1/events/" + event, Map.of()).toString()
              + system.api().get("/understack/v1/events", Map.of())
              + system.api().get("/understack/v1/dead-letters", Map.of())
              + action.request();
      assertThat(json).contains(action.key()).doesNotContain(secret, password);
      system.delete("/apis/argoproj.io/v1alpha1/namespaces/openstack/sensors/discreet");
    }
  }

  /** The newest event of Keystone, once it is there and decided. */
  private String newestEvent(String type) {
    return await()
        .until(
            () ->
                system.system().store().events().newest(SharedSystem.KEYSTONE, 1).stream()
                    .filter(event -> event.data().contains(type))
                    .map(event -> event.id())
                    .findFirst()
                    .filter(id -> !explain(id).contains("not decided yet"))
                    .orElse(""),
            id -> !id.isEmpty());
  }

  /** Waits until everything that follows from an event has ended. */
  private String awaitEnd(String event) {
    await()
        .until(() -> {
          JsonNode explained = system.api().get("/understack/v1/events/" + event, Map.of());
          return !explained.path("actions").isEmpty()
              && explained
                  .path("actions")
                  .valueStream()
                  .allMatch(a -> a.at("/workflow/phase").asString("").equals("Succeeded"));
        });
    return event;
  }

  private String explain(String event) {
    return system.api().text("/understack/v1/events/" + event, Map.of(), "text/plain");
  }

  private static JsonNode action(JsonNode explained, String sensor) {
    return explained
        .path("actions")
        .valueStream()
        .filter(action -> action.path("sensor").asString().equals(sensor))
        .findFirst()
        .orElseThrow();
  }
}
