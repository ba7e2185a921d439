package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.store.StoredAction.State;
import dev.understack.store.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** RabbitMQ is killed and started again under load: nothing is lost and nothing is doubled. */
class BrokerRestartTest {
  private static final String COUNTER =
      """
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: counter, namespace: openstack}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: counter, namespace: openstack}
      rules:
        - {apiGroups: [""], resources: [configmaps], verbs: [create]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: counter, namespace: openstack}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: counter}
      subjects:
        - {kind: ServiceAccount, name: counter, namespace: openstack}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: counter, namespace: openstack}
      spec:
        template: {serviceAccountName: counter}
        dependencies:
          - name: message
            eventSourceName: openstack-keystone
            eventName: notifications
            filters:
              data:
                - {path: body.counted, type: string, value: [".+"]}
        triggers:
          - template:
              name: counter
              k8s:
                operation: create
                parameters:
                  - src: {dependencyName: message, dataKey: body.counted}
                    dest: data.number
                source:
                  resource:
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {generateName: counted-}
                    data: {number: ""}
      """;
  private static final Pattern NUMBER = Pattern.compile("\"counted\":\"(\\d+)\"");

  private final SharedSystem system = SharedSystem.get();

  @Test
  void everyConfirmedMessageIsStoredDecidedAndActedOnOnce() throws Exception {
    // given
    system.apply(COUNTER);
    AtomicBoolean sending = new AtomicBoolean(true);
    AtomicInteger sent = new AtomicInteger();
    Thread sender =
        Thread.ofVirtual()
            .start(() -> {
              while (sending.get()) {
                sendUntilConfirmed(sent.get());
                sent.incrementAndGet();
              }
            });

    // when
    for (int restart = 0; restart < 2; restart++) {
      int before = sent.get();
      await().until(() -> sent.get() >= before + 30);
      system.rabbit().crashAndRestart();
    }
    int before = sent.get();
    await().until(() -> sent.get() >= before + 30);
    sending.set(false);
    sender.join();
    system.reconnect();

    // then
    List<String> wanted = IntStream.range(0, sent.get()).mapToObj(String::valueOf).toList();
    await().untilAsserted(() -> assertThat(acted()).hasSameSizeAs(wanted));
    assertThat(stored()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(acted()).containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(made()).containsExactlyInAnyOrderElementsOf(wanted);
    system.awaitUndisturbed("after-restarts");
    system.delete("/apis/argoproj.io/v1alpha1/namespaces/openstack/sensors/counter");
  }

  /** As a sender that keeps to AMQP: what is not confirmed is sent again, as the same message. */
  private void sendUntilConfirmed(int number) {
    while (true) {
      try {
        system.publish("{\"counted\": \"" + number + "\"}", "counted-" + number);
        return;
      } catch (IllegalStateException e) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private List<String> stored() {
    return system.system().store().events().newest(SharedSystem.KEYSTONE, 100_000).stream()
        .map(StoredEvent::data)
        .map(NUMBER::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .toList();
  }

  private List<String> acted() {
    return system.system().store().actions().newest(State.DONE, 100_000).stream()
        .filter(action -> action.sensor().equals("openstack/counter"))
        .map(action -> action.request().path(ActionRequest.OBJECT).at("/data/number").asString(""))
        .toList();
  }

  private List<String> made() {
    return system
        .system()
        .cluster()
        .as(Identity.SYSTEM)
        .list(ResourceTypes.CONFIG_MAP, "openstack", Selection.ALL)
        .items()
        .stream()
        .filter(object -> object.name().startsWith("counted-"))
        .map(object -> object.tree().at("/data/number").asString())
        .toList();
  }
}
