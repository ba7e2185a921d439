package dev.understack.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SensorControllerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectKey SENSOR =
      new ObjectKey(ResourceTypes.SENSOR, "openstack", "keystone-event-project");

  private static final String BASE =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: openstack}
      ---
      apiVersion: v1
      kind: Namespace
      metadata: {name: argo-events}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: EventBus
      metadata: {name: default, namespace: openstack}
      spec: {nats: {native: {replicas: 3}}}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: EventSource
      metadata: {name: openstack-keystone, namespace: openstack}
      spec:
        amqp:
          notifications: {url: "amqp://x", exchangeType: topic, routingKey: notifications.info}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: sensor-submit-workflow, namespace: openstack}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: submit, namespace: argo-events}
      rules: [{apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}]
      """;

  private static final String BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: submit, namespace: argo-events}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
      subjects: [{kind: ServiceAccount, name: sensor-submit-workflow, namespace: openstack}]
      """;

  static final String KEYSTONE_SENSOR =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: keystone-event-project, namespace: openstack}
      spec:
        template: {serviceAccountName: sensor-submit-workflow}
        dependencies:
          - name: keystone-msg
            eventSourceName: openstack-keystone
            eventName: notifications
            transform: {jq: '.body["oslo.message"] | fromjson'}
            filters:
              dataLogicalOperator: and
              data:
                - path: event_type
                  type: string
                  value: [identity.project.created, identity.project.updated]
        triggers:
          - template:
              name: keystone-event-project
              k8s:
                operation: create
                parameters:
                  - src: {dependencyName: keystone-msg, dataKey: event_type}
                    dest: spec.arguments.parameters.0.value
                  - src: {dependencyName: keystone-msg, dataKey: payload.target.id}
                    dest: spec.arguments.parameters.1.value
                source:
                  resource:
                    apiVersion: argoproj.io/v1alpha1
                    kind: Workflow
                    metadata: {generateName: keystone-event-project-, namespace: argo-events}
                    spec:
                      arguments: {parameters: [{name: event_type}, {name: project_uuid}]}
                      workflowTemplateRef: {name: keystone-event-project}
      """;

  @TempDir Path folder;

  @Test
  void createsTheWorkflowOfAMatchingNotificationAndSaysWhyOthersDoNotMatch() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // given
      system.apply(BASE + "---\n" + BINDING + "---\n" + KEYSTONE_SENSOR);
      system.awaitCondition(SENSOR, "Deployed", "True");

      // when
      String created = system.publish("openstack-keystone", "notifications", project("created"));
      String deleted = system.publish("openstack-keystone", "notifications", project("deleted"));

      // then
      KubeObject workflow = system.awaitWorkflows(1).getFirst();
      assertThat(workflow.name()).matches("keystone-event-project-[a-z0-9]{10}");
      assertThat(workflow.namespace()).isEqualTo("argo-events");
      assertThat(workflow.spec().at("/arguments/parameters").toString())
          .isEqualTo(
              "[{\"name\":\"event_type\",\"value\":\"identity.project.created\"},"
                  + "{\"name\":\"project_uuid\",\"value\":\"p1\"}]");
      assertThat(workflow.labels())
          .containsEntry("events.argoproj.io/sensor", "keystone-event-project")
          .containsEntry("events.argoproj.io/trigger", "keystone-event-project")
          .containsKey("events.argoproj.io/action-timestamp");
      await()
          .atMost(PATIENCE)
          .until(() ->
              system.store().actions().ofEvent(created).stream()
                  .allMatch(a -> a.state() == State.DONE));
      assertThat(system.store().actions().ofEvent(deleted)).isEmpty();
      system.awaitDecided();
      assertThat(system.workflows()).hasSize(1);
      assertThat(system.explain(created))
          .contains("+ dependency keystone-msg passed")
          .contains("> trigger keystone-event-project fired")
          .contains("done after")
          .contains("workflow argo-events/" + workflow.name());
      assertThat(system.explain(deleted))
          .contains("- dependency keystone-msg rejected it")
          .contains("found \"identity.project.deleted\"");
    }
  }

  @Test
  void showsANewSensorWhatHappenedSinceItsCreationOrFromTheBeginning() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // given
      system.apply(BASE + "---\n" + BINDING);
      String old = system.publish("openstack-keystone", "notifications", project("created"));
      system.awaitDecided();

      // when
      system.apply(
          KEYSTONE_SENSOR.replace(
              "namespace: openstack}\nspec",
              "namespace: openstack, annotations: {understack.dev/start-from: beginning}}\nspec"));

      // then
      assertThat(system.awaitWorkflows(1)).hasSize(1);
      await()
          .atMost(PATIENCE)
          .until(() -> system.explain(old).contains("> trigger keystone-event-project fired"));
    }
  }

  @Test
  void completesWaitingWorkWhenTheRoleBindingIsRestored() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // given
      system.apply(BASE + "---\n" + KEYSTONE_SENSOR);
      system.awaitCondition(SENSOR, "Deployed", "True");

      // when
      String id = system.publish("openstack-keystone", "notifications", project("created"));
      await()
          .atMost(PATIENCE)
          .until(() ->
              system.store().actions().ofEvent(id).stream()
                  .anyMatch(a -> a.lastError().contains("forbidden")));
      system.apply(BINDING);

      // then
      assertThat(system.awaitWorkflows(1)).hasSize(1);
    }
  }

  @Test
  void decidesWhatWasPublishedWhileItWasDownOnceAndNothingTwice() {
    // given
    try (SensorSystem system = SensorSystem.open(folder)) {
      system.apply(BASE + "---\n" + BINDING + "---\n" + KEYSTONE_SENSOR);
      system.awaitCondition(SENSOR, "Deployed", "True");
      system.publish("openstack-keystone", "notifications", project("created"));
      system.awaitWorkflows(1);
    }
    for (int run = 1; run <= 3; run++) {
      // when
      try (SensorSystem system = SensorSystem.open(folder)) {
        system.publish("openstack-keystone", "notifications", project("updated"));

        // then
        assertThat(system.awaitWorkflows(run + 1)).hasSize(run + 1);
        system.awaitDecided();
      }
    }
  }

  @Test
  void keepsAnActionThatLacksAValueAmongTheDeadLetters() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // given
      system.apply(BASE + "---\n" + BINDING + "---\n" + KEYSTONE_SENSOR);
      system.awaitCondition(SENSOR, "Deployed", "True");

      // when
      system.publish(
          "openstack-keystone",
          "notifications",
          "{\"body\":{\"oslo.message\":\"{\\\"event_type\\\":\\\"identity.project.created\\\"}\"}}");

      // then
      await()
          .atMost(PATIENCE)
          .until(() -> system.store().actions().newest(State.DEAD, 10).size() == 1);
      StoredAction dead = system.store().actions().newest(State.DEAD, 10).getFirst();
      assertThat(dead.lastError())
          .contains("parameter 2 (spec.arguments.parameters.1.value)")
          .contains("payload.target.id key does not exist");
      assertThat(system.workflows()).isEmpty();
    }
  }

  @Test
  void saysWhichEventADependencyWaitsForInVain() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // when
      system.apply(
          BASE
              + "---\n"
              + KEYSTONE_SENSOR.replace("eventName: notifications", "eventName: notification"));

      // then
      KubeObject sensor = system.awaitCondition(SENSOR, "EventsMatched", "False");
      assertThat(SensorSystem.condition(sensor, "EventsMatched"))
          .contains("EventSource openstack-keystone has no event notification")
          .contains("did you mean notifications?");
    }
  }

  @Test
  void runsTheDeadLetterTriggerWhenAllAttemptsFailed() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // given
      String sensor =
          KEYSTONE_SENSOR
              + "      atLeastOnce: true\n"
              + "      retryStrategy: {steps: 2, duration: 1ms, factor: 1, jitter: 0}\n"
              + "      dlqTrigger:\n"
              + "        atLeastOnce: true\n"
              + "        template: {name: note, log: {}}\n";
      system.apply(BASE + "---\n" + sensor);
      system.awaitCondition(SENSOR, "Deployed", "True");

      // when
      String id = system.publish("openstack-keystone", "notifications", project("created"));

      // then
      await()
          .atMost(PATIENCE)
          .until(() ->
              system.store().actions().ofEvent(id).stream()
                  .anyMatch(a -> a.trigger().equals("note") && a.state() == State.DONE));
      List<StoredAction> dead = system.store().actions().newest(State.DEAD, 10);
      assertThat(dead).hasSize(1);
      assertThat(dead.getFirst().lastError()).contains("cannot create resource \"workflows\"");
    }
  }

  @Test
  void aSensorThatCannotWorkDisturbsNoOther() {
    try (SensorSystem system = SensorSystem.open(folder)) {
      // given
      String broken =
          KEYSTONE_SENSOR
              .replace("name: keystone-event-project, namespace", "name: broken, namespace")
              .replace("fromjson'", "fromjson | nosuch('");
      system.apply(BASE + "---\n" + BINDING + "---\n" + broken + "---\n" + KEYSTONE_SENSOR);
      system.awaitCondition(SENSOR, "Deployed", "True");

      // when
      system.publish("openstack-keystone", "notifications", project("created"));

      // then
      assertThat(system.awaitWorkflows(1)).hasSize(1);
      system.objects().delete(SENSOR, DeleteOptions.BACKGROUND);
    }
  }

  static String project(String verb) {
    return "{\"body\":{\"oslo.version\":\"2.0\",\"oslo.message\":\"{\\\"event_type\\\":"
        + "\\\"identity.project."
        + verb
        + "\\\",\\\"payload\\\":{\\\"target\\\":{\\\"id\\\":\\\"p1\\\"}}}\"}}";
  }
}
