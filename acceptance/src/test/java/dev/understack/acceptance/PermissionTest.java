package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.Identity;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Triggers act as their service accounts; what these may not do waits and is told. */
class PermissionTest {
  private static final String BINDINGS =
      "/apis/rbac.authorization.k8s.io/v1/namespaces/argo-events/rolebindings/";
  private static final String RECORDER =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: NAME, namespace: openstack}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: NAME, namespace: openstack}
      rules:
        - apiGroups: [""]
          resources: [configmaps]
          verbs: [create]
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: NAME, namespace: openstack}
      spec:
        template: {serviceAccountName: NAME}
        dependencies:
          - {name: keystone, eventSourceName: openstack-keystone, eventName: notifications}
        triggers:
          - template:
              name: NAME
              k8s:
                operation: create
                source:
                  resource:
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {generateName: NAME-}
            atLeastOnce: true
            retryStrategy: RETRY
      """;
  private static final String BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: NAME, namespace: openstack}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: NAME}
      subjects:
        - {kind: ServiceAccount, name: NAME, namespace: openstack}
      """;

  private final SharedSystem system = SharedSystem.get();

  @Test
  void anEventWaitsForARemovedBindingOfTheShippedSensorsAndCompletesOnceItIsRestored() {
    // given
    String path = BINDINGS + "openstack-sensor-submit-workflow";
    var binding = system.api().get(path, Map.of());
    system.delete(path);

    // when
    system.keystone().createProject("waiting", "default", "");
    StoredAction action = system.awaitAction("openstack/keystone-event-project", State.PENDING);

    // then
    String event = action.eventIds().getFirst();
    assertThat(system.command("explain", event).out())
        .contains("pending, tried again at ")
        .contains(
            ": workflows.argoproj.io is forbidden: User"
                + " \"system:serviceaccount:openstack:sensor-submit-workflow\" cannot create"
                + " resource \"workflows\" in API group \"argoproj.io\" in the namespace"
                + " \"argo-events\"\n");
    assertThat(system.around().tenantNames()).doesNotContain("default:waiting");

    // and when
    system.restore(binding);
    await().until(() -> system.around().tenantNames().contains("default:waiting"));
  }

  @Test
  void aRestoredBindingWakesWhatWouldHaveWaitedForAnHour() {
    // given
    system.apply(manifests(RECORDER, "patient", "{steps: 3, duration: 1h}"));
    system.awaitUndisturbed("while-patient-waits");
    StoredAction waiting = system.awaitAction("openstack/patient", State.PENDING);
    assertThat(waiting.lastError())
        .isEqualTo(
            "configmaps is forbidden: User \"system:serviceaccount:openstack:patient\" cannot"
                + " create resource \"configmaps\" in API group \"\" in the namespace"
                + " \"openstack\"");

    // when
    system.apply(manifests(BINDING, "patient", ""));

    // then
    await().until(() -> system.action(waiting.key()).state() == State.DONE);
    assertThat(system.action(waiting.key()).attempts()).isEqualTo(2);
    assertThat(isThere(system.action(waiting.key()))).isTrue();
    system.delete("/apis/argoproj.io/v1alpha1/namespaces/openstack/sensors/patient");
  }

  @Test
  void whatWasGivenUpStandsInTheDeadLetterListAndIsDoneWhenItIsResubmitted() {
    // given
    system.apply(manifests(RECORDER, "hasty", "{steps: 1}"));
    system.awaitUndisturbed("while-hasty-fails");
    StoredAction dead = system.awaitAction("openstack/hasty", State.DEAD);
    assertThat(system.command("dead-letters").out().lines())
        .anySatisfy(line ->
            assertThat(line)
                .contains(dead.key(), "sensor openstack/hasty, trigger hasty")
                .contains(
                    "configmaps is forbidden: User \"system:serviceaccount:openstack:hasty\""));

    // when
    system.apply(manifests(BINDING, "hasty", ""));
    Outcome resubmitted = system.command("dead-letters", "--resubmit", dead.key());

    // then
    assertThat(resubmitted.out()).isEqualTo(dead.key() + " resubmitted\n");
    await().until(() -> system.action(dead.key()).state() == State.DONE);
    assertThat(isThere(system.action(dead.key()))).isTrue();
    system.delete("/apis/argoproj.io/v1alpha1/namespaces/openstack/sensors/hasty");
  }

  private boolean isThere(StoredAction action) {
    String name = action.result().orElseThrow().path("name").asString();
    ObjectKey key = new ObjectKey(ResourceTypes.CONFIG_MAP, "openstack", name);
    return system.system().cluster().as(Identity.SYSTEM).find(key).isPresent();
  }

  private static String manifests(String text, String name, String retry) {
    return text.replace("NAME", name).replace("RETRY", retry);
  }
}
