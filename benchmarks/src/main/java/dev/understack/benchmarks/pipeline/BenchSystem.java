package dev.understack.benchmarks.pipeline;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.Endpoints;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ResourceTypes;
import dev.understack.server.standalone.Standalone;
import dev.understack.server.standalone.StandaloneConfig;
import dev.understack.testing.TemporaryFolders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A standalone system in this process, on a fresh state folder. */
final class BenchSystem {
  private BenchSystem() {}

  static Standalone start() throws IOException {
    StandaloneConfig none = StandaloneConfig.DEFAULT;
    List<KubeObject> objects = List.of();
    return Standalone.start(
        TemporaryFolders.create("bench"),
        new StandaloneConfig(
            "127.0.0.1:0",
            none.token(),
            Endpoints.NONE,
            objects,
            none.sandbox(),
            Map.of(),
            Map.of()));
  }

  /** Applies manifests; fails when one is refused. */
  static void apply(Standalone system, String yaml) {
    List<String> refusals = system.apply(ManifestReader.read("benchmark", yaml)).refusals();
    if (!refusals.isEmpty()) {
      throw new IllegalStateException(String.join("\n", refusals));
    }
  }

  /** Waits until the controller has reported on every sensor and sees all of them as deployed. */
  static void awaitSensors(Standalone system, int count) {
    ObjectApi objects = system.cluster().as(Identity.SYSTEM);
    while (objects.list(ResourceTypes.SENSOR, "bench", Selection.ALL).items().stream()
            .filter(BenchSystem::deployed)
            .count()
        < count) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static boolean deployed(KubeObject sensor) {
    return sensor
        .status()
        .path("conditions")
        .valueStream()
        .anyMatch(condition ->
            condition.path("type").asString("").equals("Deployed")
                && condition.path("status").asString("").equals("True"));
  }

  static String bus() {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: EventBus
    metadata: {name: default, namespace: bench}
    spec: {nats: {native: {}}}
    ---
    """;
  }

  /** An AMQP source that reads {@code queue} from {@code uri}. */
  static String source(String uri, String queue) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: EventSource
    metadata: {name: source, namespace: bench}
    spec:
      amqp:
        notifications:
          url: "%s"
          exchangeName: keystone
          exchangeType: topic
          exchangeDeclare: {durable: true}
          routingKey: notifications.info
          jsonBody: true
          queueDeclare: {name: %s, durable: true}
          consume: {autoAck: false}
    ---
    """
        .formatted(uri, queue);
  }

  /** A sensor with the transform and filter of the shipped ones, and a Workflow trigger. */
  static String sensor(int number, String eventType) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Sensor
    metadata: {name: sensor-%d, namespace: bench}
    spec:
      template: {serviceAccountName: bench}
      dependencies:
        - name: dep
          eventSourceName: source
          eventName: notifications
          transform: {jq: '.body = (.body["oslo.message"] | fromjson)'}
          filters:
            data:
              - {path: body.event_type, type: string, value: ['%s']}
      triggers:
        - template:
            name: trigger
            k8s:
              operation: create
              source:
                resource:
                  apiVersion: argoproj.io/v1alpha1
                  kind: Workflow
                  metadata: {generateName: run-, namespace: bench}
                  spec: {workflowTemplateRef: {name: nothing}}
    ---
    """
        .formatted(number, eventType);
  }

  /** A service account that may create workflows, and a template with one step. */
  static String workflows() {
    return """
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: bench, namespace: bench}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: bench, namespace: bench}
    rules: [{apiGroups: [argoproj.io], resources: [workflows, workflowtemplates], verbs: ['*']}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: bench, namespace: bench}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: bench}
    subjects: [{kind: ServiceAccount, name: bench, namespace: bench}]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: WorkflowTemplate
    metadata: {name: nothing, namespace: bench}
    spec:
      entrypoint: main
      templates:
        - name: main
          container:
            image: ghcr.io/rackerlabs/understack/ironic-nautobot-client:latest
            command: [sync-keystone]
            args: [--help]
    ---
    """;
  }
}
