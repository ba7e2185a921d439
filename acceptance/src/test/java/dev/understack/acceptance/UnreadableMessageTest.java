package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cli.api.ApiFailedException;
import dev.understack.model.Json;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages that cannot be processed are kept, told with their reason, and hold up nothing. */
class UnreadableMessageTest {
  private static final String SENSOR =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: careless, namespace: openstack}
      spec:
        template: {serviceAccountName: sensor-submit-workflow}
        dependencies:
          - name: message
            eventSourceName: openstack-keystone
            eventName: notifications
            transform: {jq: '%s'}
        triggers:
          - template:
              name: careless
              log: {}
      """;

  private final SharedSystem system = SharedSystem.get();

  @Test
  void aBodyThatIsNotJsonIsKeptAsItCame() {
    // when
    system.publish("{\"oslo.version\": \"2.0\", ", "malformed-1");
    system.awaitUndisturbed("after-malformed");

    // then
    JsonNode letter = awaitLetter("malformed-1");
    assertThat(letter.path("origin").asString())
        .isEqualTo("event source openstack/openstack-keystone, event notifications");
    assertThat(letter.path("reason").asString()).startsWith("the body is not JSON: ");
    assertThat(letter.path("body").asString()).isEqualTo("{\"oslo.version\": \"2.0\", ");
    assertThat(letter.at("/properties/routingKey").asString()).isEqualTo("notifications.info");
    String id = letter.path("key").asString();
    assertThat(system.command("explain", id).out())
        .contains("event " + id, "no sensor could look at it: the body is not JSON: ")
        .contains("the message is kept among the dead letters");
    assertThat(system.command("dead-letters").out()).contains(id, "the body is not JSON: ");
  }

  @Test
  void aMessageOfTenMegabytesIsKeptWholeAndOneBelowTheLimitPasses() {
    // given
    String large = "{\"text\": \"" + "x".repeat(10_000_000) + "\"}";

    // when
    system.publish(large, "large-1");
    system.publish("{\"text\": \"" + "y".repeat(7_000_000) + "\"}", "large-2");
    system.awaitUndisturbed("after-large");

    // then
    JsonNode letter = awaitLetter("large-1");
    assertThat(letter.path("reason").asString())
        .isEqualTo(
            "the message has 10000012 bytes, more than 8388608: annotation"
                + " understack.dev/max-message-bytes of the event source allows more");
    assertThat(letter.path("body").asString()).hasSize(200);
    String key = letter.path("key").asString();
    assertThat(
            system
                .api()
                .get("/understack/v1/dead-letters", Map.of("key", key))
                .path("body")
                .asString())
        .isEqualTo(large);
    assertThat(system.system().store().events().newest(SharedSystem.KEYSTONE, 10))
        .anySatisfy(event -> assertThat(event.data()).hasSizeGreaterThan(7_000_000));
    assertThat(system.command("dead-letters", "--resubmit", key))
        .isEqualTo(
            new Outcome(
                1,
                "Error from server: still rejected: " + letter.path("reason").asString() + "\n"));

    // and when
    system.annotate("understack.dev/max-message-bytes", "20000000");
    await().until(() -> isResubmitted(key));

    // then
    assertThat(system.command("dead-letters").out()).doesNotContain(key);
    assertThat(system.system().store().events().find(key).orElseThrow().data())
        .hasSizeGreaterThan(10_000_000);
    system.annotate("understack.dev/max-message-bytes", "8388608");
  }

  @Test
  void anEventWhoseTransformFailsIsDecidedAgainOnceTheSensorIsRight() {
    // given
    system.apply(SENSOR.formatted(".body.nothing | fromjson"));
    system.awaitUndisturbed("while-careless-fails");

    // then
    StoredAction dead = system.awaitAction("openstack/careless", State.DEAD);
    String event = dead.eventIds().getFirst();
    assertThat(system.command("explain", event).out())
        .contains("sensor openstack/careless\n    - dependency message rejected it: transform: ")
        .contains("rejected it: transform: jq: fromjson cannot be applied to: null\n")
        .contains("! dead letter " + dead.key())
        .contains("> trigger keystone-event-project fired");
    assertThat(system.command("dead-letters").out())
        .contains(dead.key(), "sensor openstack/careless, dependency message", "transform: ");

    // when
    Outcome inVain = system.command("dead-letters", "--resubmit", dead.key());
    await().until(() -> system.action(dead.key()).state() == State.DEAD);
    system.apply(SENSOR.formatted(".body[\"oslo.message\"] | fromjson"));
    await().until(() -> resubmittedToTheEnd(dead.key()));

    // then
    assertThat(inVain.exitCode()).isZero();
    assertThat(system.action(dead.key()).result().orElseThrow().path("done").asString())
        .isEqualTo("decided again");
    await()
        .until(() ->
            system.system().store().actions().ofEvent(event).stream()
                .anyMatch(a -> a.trigger().equals("careless") && a.state() == State.DONE));
    assertThat(explain(event)).contains("+ dependency message passed", "> trigger careless fired");
    system.delete("/apis/argoproj.io/v1alpha1/namespaces/openstack/sensors/careless");
  }

  /** The changed sensor takes effect in a moment: until then the same error comes back. */
  private boolean resubmittedToTheEnd(String key) {
    if (system.action(key).state() == State.DEAD) {
      assertThat(isResubmitted(key)).isTrue();
    }
    return system.action(key).state() == State.DONE;
  }

  /** Resubmits over HTTP; false when the message is still rejected. */
  private boolean isResubmitted(String key) {
    try {
      JsonNode _ =
          system
              .api()
              .send(
                  "POST",
                  "/understack/v1/dead-letters/resubmit",
                  Map.of("key", key),
                  "application/json",
                  "{}");
      return true;
    } catch (ApiFailedException e) {
      return false;
    }
  }

  private String explain(String event) {
    return system.api().text("/understack/v1/events/" + event, Map.of(), "text/plain");
  }

  private JsonNode awaitLetter(String messageId) {
    return await()
        .until(
            () ->
                system
                    .api()
                    .get("/understack/v1/dead-letters", Map.of("limit", "100"))
                    .path("items")
                    .valueStream()
                    .filter(l -> l.at("/properties/messageId").asString("").equals(messageId))
                    .findFirst()
                    .orElse(Json.read("{}")),
            letter -> !letter.isEmpty());
  }
}
