package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.StoredEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Objects that cannot do what they ask for say so where a person looks, and disturb no other. */
class UnfitObjectTest {
  private static final String SENSORS = "/apis/argoproj.io/v1alpha1/namespaces/openstack/sensors/";
  private static final String SENSOR =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: NAME, namespace: openstack}
      spec:
        template: {serviceAccountName: sensor-submit-workflow}
        dependencies:
          - {name: message, eventSourceName: SOURCE, eventName: EVENT}
        triggers:
          - template:
              name: NAME
              log: {}
      """;

  private final SharedSystem system = SharedSystem.get();

  @Test
  void aSensorThatWaitsForAnEventThatNobodyHasIsToldInItsStatusAndInExplain() {
    // given
    system.apply(sensor("wrong-event", "openstack-keystone", "notificatons"));
    system.apply(sensor("wrong-source", "openstack-keystne", "notifications"));

    // when
    system.awaitUndisturbed("while-names-are-wrong");

    // then
    String event =
        "dependency message waits in vain: EventSource openstack-keystone has no event"
            + " notificatons, did you mean notifications?";
    String source =
        "dependency message waits in vain: there is no EventSource openstack-keystne in namespace"
            + " openstack, did you mean openstack-keystone?";
    assertThat(matched("wrong-event")).isEqualTo("False " + event);
    assertThat(matched("wrong-source")).isEqualTo("False " + source);
    assertThat(explainNewest())
        .contains("! sensor openstack/wrong-event: " + event)
        .contains("! sensor openstack/wrong-source: " + source)
        .contains("> trigger keystone-event-project fired");
    assertThat(system.command("describe", "sensor", "wrong-event", "-n", "openstack").out())
        .contains(event);

    // and when
    system.apply(sensor("wrong-event", "openstack-keystone", "notifications"));
    system.awaitCondition(ResourceTypes.SENSOR, "openstack/wrong-event", "EventsMatched", "True");
    system.delete(SENSORS + "wrong-event");
    system.delete(SENSORS + "wrong-source");
  }

  @Test
  void aFieldThatNobodyKnowsIsNamedInTheStatus() {
    // when
    system.apply(
        sensor("misspelt", "openstack-keystone", "notifications")
            .replace("log: {}", "log: {}\n      retryStrategie: {steps: 3}"));

    // then
    assertThat(
            system.awaitCondition(
                ResourceTypes.SENSOR, "openstack/misspelt", "FieldsKnown", "False"))
        .isEqualTo(
            "False spec.triggers[0].retryStrategie: unknown field, did you mean retryStrategy?");
    system.awaitUndisturbed("while-misspelt");
    assertThat(explainNewest()).contains("> trigger misspelt fired");
    system.delete(SENSORS + "misspelt");
  }

  @Test
  void anEventSourceWhoseSecretIsMissingSaysWhichAndReceivesOnceItIsThere() {
    // given
    String source =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: EventSource
        metadata: {name: secretive, namespace: openstack}
        spec:
          amqp:
            messages:
              url: amqp://rabbitmq.openstack.svc.cluster.local:5672/keystone
              auth:
                username: {name: secretive, key: username}
                password: {name: secretive, key: password}
              exchangeName: keystone
              exchangeType: topic
              exchangeDeclare: {durable: true}
              routingKey: nothing
              queueDeclare: {name: secretive, durable: true}
        """;
    String secret =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: secretive, namespace: openstack}
        stringData: {username: argo-keystone, password: argo-secret}
        """;

    // when
    system.apply(source);

    // then
    assertThat(
            system.awaitCondition(
                ResourceTypes.EVENT_SOURCE, "openstack/secretive", "Receiving", "False cannot"))
        .isEqualTo("False cannot connect: secret openstack/secretive not found");
    system.awaitUndisturbed("while-a-secret-is-missing");

    // and when
    system.apply(secret);
    system.awaitCondition(ResourceTypes.EVENT_SOURCE, "openstack/secretive", "Receiving", "True");
    system.delete("/apis/argoproj.io/v1alpha1/namespaces/openstack/eventsources/secretive");
  }

  @Test
  void aWorkflowWhoseSecretIsMissingWaitsForItByName() {
    // given
    String workflow =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: needy, namespace: argo-events}
        spec:
          serviceAccountName: workflow
          entrypoint: main
          templates:
            - name: main
              container:
                image: ghcr.io/rackerlabs/understack/ironic-nautobot-client:latest
                command: [sync-keystone]
                args: [identity.project.updated, 11111111-2222-3333-4444-555555555555]
                env:
                  - name: NAUTOBOT_URL
                    valueFrom: {secretKeyRef: {name: needed, key: url}}
                volumeMounts:
                  - {name: nautobot-token, mountPath: /etc/nb-token, readOnly: true}
                  - {name: baremetal-manage, mountPath: /etc/openstack, readOnly: true}
          volumes:
            - {name: nautobot-token, secret: {secretName: nautobot-token}}
            - {name: baremetal-manage, secret: {secretName: baremetal-manage}}
        """;

    // when
    system.apply(workflow);

    // then
    await()
        .untilAsserted(() ->
            assertThat(needy().status().path("nodes").path("needy").path("message").asString(""))
                .contains("secret \"needed\" not found"));
    system.awaitUndisturbed("while-a-workflow-waits");

    // and when
    system.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: needed, namespace: argo-events}
        stringData: {url: "%s"}
        """
            .formatted(system.around().nautobot().url()));
    await()
        .until(
            () -> needy().status().path("phase").asString(""), phase -> phase.equals("Succeeded"));
  }

  private KubeObject needy() {
    ObjectApi objects = system.system().cluster().as(Identity.SYSTEM);
    return objects.get(new ObjectKey(ResourceTypes.WORKFLOW, "argo-events", "needy"));
  }

  private String matched(String sensor) {
    return system.awaitCondition(
        ResourceTypes.SENSOR, "openstack/" + sensor, "EventsMatched", "False");
  }

  private String explainNewest() {
    StoredEvent newest =
        system.system().store().events().newest(SharedSystem.KEYSTONE, 1).getFirst();
    return system.api().text("/understack/v1/events/" + newest.id(), Map.of(), "text/plain");
  }

  private static String sensor(String name, String source, String event) {
    return SENSOR.replace("NAME", name).replace("SOURCE", source).replace("EVENT", event);
  }
}
