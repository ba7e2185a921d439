package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@NullUnmarked
class ReuseTest {
  private static final String MEMO =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: m}
      spec:
        entrypoint: main
        templates:
        - name: main
          memoize: {key: "k-{{inputs.parameters.num}}", maxAge: 1h, cache: {configMap: {name: cache}}}
          inputs: {parameters: [{name: num, value: "1"}]}
          outputs: {parameters: [{name: out, valueFrom: {path: /out}}]}
          container: {image: x}
      """;

  @Test
  void outputsOfAnEarlierRunAreTakenWhileTheyAreFresh() {
    Simulation first = new Simulation();
    first.leaf = _ -> Simulation.parameter("out", "42");
    first.run(MEMO);
    assertThat(first.phase()).as(first.message()).isEqualTo("Succeeded");
    assertThat(first.memorized).hasSize(1);
    assertThat(first.node("m").memoization.path("hit").asBoolean(true)).isFalse();

    Simulation second = new Simulation();
    second.objects.put("ConfigMap/cache", cache(first, "2026-01-01T00:00:00Z"));
    second.run(MEMO);
    assertThat(second.started).isEmpty();
    assertThat(second.phase()).isEqualTo("Succeeded");
    assertThat(OutputsJson.parameter(second.node("m").outputs, "out")).isEqualTo("42");

    Simulation third = new Simulation();
    third.objects.put("ConfigMap/cache", cache(first, "2025-12-31T22:00:00Z"));
    third.run(MEMO);
    assertThat(third.started).hasSize(1);
  }

  private static KubeObject cache(Simulation run, String created) {
    var kept = run.memorized.getFirst();
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("nodeID", kept.nodeId()).put("creationTimestamp", created);
    entry.set("outputs", kept.outputs());
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("kind", "ConfigMap");
    map.putObject("metadata")
        .put("name", "cache")
        .putObject("labels")
        .put("workflows.argoproj.io/configmap-type", "Cache");
    map.putObject("data").put(kept.key(), Json.write(entry));
    return KubeObject.of(map);
  }

  @Test
  void mutexOfATemplateIsHeldUntilTheWholeNodeEnds() {
    Simulation run = new Simulation();
    run.start(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          templates:
          - name: main
            dag: {tasks: [{name: a, template: group}, {name: b, template: group}]}
          - name: group
            synchronization: {mutexes: [{name: one}]}
            retryStrategy: {limit: 1}
            steps: [[{name: s, template: leaf}], [{name: t, template: leaf}]]
          - {name: leaf, container: {image: x}}
        """);

    assertThat(run.open).hasSize(1);
    assertThat(run.node("w.b").phase).isEqualTo(NodePhase.PENDING);
    assertThat(run.node("w.b").message)
        .isEqualTo("Waiting for argo/Mutex/one lock. Lock status: 0/1");
    run.restart();
    while (run.step()) {
      assertThat(run.open).hasSizeLessThanOrEqualTo(1);
    }

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(run.node("w.b").waitingFor).isEmpty();
  }

  @Test
  void failFastOfATemplateStopsTheOthers() {
    Simulation run = new Simulation();
    run.leaf = _ -> Simulation.failed(1);
    run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          templates:
          - name: main
            failFast: true
            parallelism: 1
            steps: [[{name: a, template: leaf}, {name: b, template: leaf}]]
          - {name: leaf, container: {image: x}}
        """);

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message())
        .isEqualTo("template has failed or errored children and failFast enabled");
    assertThat(run.has("w[0].b")).isFalse();
  }

  @Test
  void lockThatCannotBeHadIsAnErrorOfItsNode() {
    Simulation run = new Simulation();
    run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          templates:
          - name: main
            steps: [[{name: a, template: leaf}]]
          - name: leaf
            synchronization: {semaphores: [{configMapKeyRef: {name: none, key: limit}}]}
            container: {image: x}
        """);

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.node("w[0].a").phase).isEqualTo(NodePhase.ERROR);
    assertThat(run.node("w[0].a").message)
        .isEqualTo("failed to initialize semaphore argo/ConfigMap/none/limit with limit");
  }
}
