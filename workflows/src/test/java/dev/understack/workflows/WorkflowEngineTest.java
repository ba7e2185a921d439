package dev.understack.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@NullUnmarked
class WorkflowEngineTest {
  private static final String TWO_STEPS =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: two}
      spec:
        entrypoint: main
        templates:
        - name: main
          steps:
          - - {name: a, template: leaf}
          - - {name: b, template: leaf}
        - {name: leaf, container: {image: x}}
      """;

  @TempDir Path folder;

  @Test
  void runsAWorkflowAndShowsItInTheObject() {
    try (var fixture = new EngineFixture(folder, ScriptedExecutor.succeeding())) {
      fixture.create(TWO_STEPS);

      KubeObject done = fixture.awaitPhase("two", "Succeeded");

      JsonNode nodes = done.status().path("nodes");
      assertThat(nodes.size()).isEqualTo(5);
      assertThat(nodes.path("two").path("type").asString("")).isEqualTo("Steps");
      assertThat(done.status().path("progress").asString("")).isEqualTo("2/2");
      assertThat(done.labels())
          .containsEntry("workflows.argoproj.io/phase", "Succeeded")
          .containsEntry("workflows.argoproj.io/completed", "true");
      await().atMost(Duration.ofSeconds(5)).until(() -> fixture.engine.running() == 0);
    }
  }

  @Test
  void goesOnAfterARestartWithTheSameLeafAndAttempt() {
    var first = new ScriptedExecutor(_ -> null);
    try (var fixture = new EngineFixture(folder, first)) {
      fixture.create(TWO_STEPS);
      await().atMost(Duration.ofSeconds(10)).until(() -> first.open.size() == 1);
      first.open.values().forEach(leaf -> leaf.finished(ScriptedExecutor.succeeded()));
      await().atMost(Duration.ofSeconds(10)).until(() -> first.started.size() == 2);
    }
    var second = ScriptedExecutor.succeeding();

    try (var fixture = new EngineFixture(folder, second)) {
      fixture.awaitPhase("two", "Succeeded");
    }

    assertThat(second.started).hasSize(1);
    assertThat(second.started.getFirst().nodeId()).isEqualTo(first.started.getLast().nodeId());
    assertThat(second.started.getFirst().template()).isEqualTo(first.started.getLast().template());
  }

  @Test
  void stoppedWhileRunning() {
    var executor = new ScriptedExecutor(_ -> null);
    try (var fixture = new EngineFixture(folder, executor)) {
      KubeObject made = fixture.create(TWO_STEPS);
      await().atMost(Duration.ofSeconds(10)).until(() -> executor.open.size() == 1);

      new WorkflowOperations(fixture.cluster, fixture.engine)
          .terminate(Identity.SYSTEM, "default", "two");

      KubeObject done = fixture.awaitPhase("two", "Failed");
      assertThat(done.uid()).isEqualTo(made.uid());
      assertThat(done.status().path("message").asString(""))
          .isEqualTo("Stopped with strategy 'Terminate'");
      assertThat(executor.stopped).hasSize(1);
    }
  }

  @Test
  void deletedWhileRunningStopsItsLeaves() {
    var executor = new ScriptedExecutor(_ -> null);
    try (var fixture = new EngineFixture(folder, executor)) {
      fixture.create(TWO_STEPS);
      await().atMost(Duration.ofSeconds(10)).until(() -> executor.open.size() == 1);

      fixture.objects.delete(
          new ObjectKey(ResourceTypes.WORKFLOW, "default", "two"), DeleteOptions.BACKGROUND);

      await().atMost(Duration.ofSeconds(10)).until(() -> !executor.stopped.isEmpty());
      await().atMost(Duration.ofSeconds(10)).until(() -> fixture.engine.running() == 0);
    }
  }

  @Test
  void finishedWorkflowIsDeletedAfterItsTime() {
    try (var fixture = new EngineFixture(folder, ScriptedExecutor.succeeding())) {
      fixture.create(
          """
          apiVersion: argoproj.io/v1alpha1
          kind: Workflow
          metadata: {name: brief}
          spec:
            entrypoint: leaf
            ttlStrategy: {secondsAfterCompletion: 0}
            templates: [{name: leaf, container: {image: x}}]
          """);

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() ->
              fixture
                  .objects
                  .find(new ObjectKey(ResourceTypes.WORKFLOW, "default", "brief"))
                  .isEmpty());
    }
  }

  @Test
  void mutexLetsOneWorkflowRunAtATime() {
    var executor = new ScriptedExecutor(_ -> null);
    try (var fixture = new EngineFixture(folder, executor)) {
      for (String name : new String[] {"m1", "m2"}) {
        fixture.create(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: NAME}
            spec:
              entrypoint: leaf
              synchronization: {mutexes: [{name: one}]}
              templates: [{name: leaf, container: {image: x}}]
            """
                .replace("NAME", name));
        await().atMost(Duration.ofSeconds(10)).until(() -> executor.open.containsKey("m1"));
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> executor.open.size() == 1);
      KubeObject waiting =
          await()
              .atMost(Duration.ofSeconds(10))
              .until(
                  () -> fixture.workflow("m2"),
                  w -> !w.status().path("message").asString("").isEmpty());
      assertThat(waiting.status().path("phase").asString("")).isEqualTo("Pending");
      assertThat(waiting.status().path("message").asString(""))
          .isEqualTo("Waiting for default/Mutex/one lock. Lock status: 0/1");

      executor.open.remove("m1").finished(ScriptedExecutor.succeeded());

      await().atMost(Duration.ofSeconds(10)).until(() -> executor.open.containsKey("m2"));
      executor.open.remove("m2").finished(ScriptedExecutor.succeeded());
      fixture.awaitPhase("m2", "Succeeded");
    }
  }
}
