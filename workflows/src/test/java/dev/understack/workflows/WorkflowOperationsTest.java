package dev.understack.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.workflows.core.RunRetry;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

@NullUnmarked
class WorkflowOperationsTest {
  private static final Identity ME = new Identity("me", List.of("system:masters"));

  @TempDir Path folder;
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private ScriptedExecutor executor;
  private EngineFixture fixture;
  private WorkflowOperations operations;

  @BeforeEach
  void start() {
    executor = new ScriptedExecutor(this::result);
    fixture = new EngineFixture(folder, executor);
    operations = new WorkflowOperations(fixture.cluster, fixture.engine);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private LeafResult result(LeafTask task) {
    boolean fails = task.template().path("name").asString("").equals("fragile") && broken.get();
    return fails
        ? new LeafResult(
            LeafResult.Phase.FAILED,
            OptionalInt.of(1),
            "main: Error (exit code 1)",
            JsonNodeFactory.instance.objectNode(),
            List.of())
        : ScriptedExecutor.succeeded();
  }

  private static String workflow(String name, String steps) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: {name: NAME}
    spec:
      entrypoint: main
      onExit: leaf
      arguments: {parameters: [{name: p, value: one}]}
      templates:
      - {name: leaf, container: {image: x, args: ["{{workflow.parameters.p}}"]}}
      - {name: fragile, container: {image: x}}
      - {name: wait, suspend: {}}
      - name: main
        steps: STEPS
    """
        .replace("NAME", name)
        .replace("STEPS", steps);
  }

  @Test
  void retryRunsOnlyWhatFailedAndWhatCameAfter() {
    fixture.create(
        workflow(
            "again",
            "[[{name: a, template: leaf}], [{name: b, template: fragile}, {name: c, template:"
                + " leaf}], [{name: d, template: leaf}]]"));
    fixture.awaitPhase("again", "Failed");
    await().atMost(Duration.ofSeconds(5)).until(() -> fixture.engine.running() == 0);
    executor.started.clear();
    broken.set(false);

    operations.retry(ME, "default", "again", RunRetry.Options.PLAIN);

    KubeObject done = fixture.awaitPhase("again", "Succeeded");
    assertThat(executor.started.stream().map(LeafTask::nodeId))
        .containsExactly(
            id("again", "again[1].b"), id("again", "again[2].d"), id("again", "again.onExit"));
    assertThat(done.status().path("nodes").properties()).hasSize(9);
    assertThat(done.status().path("message").asString("")).isEmpty();
  }

  private static String id(String workflow, String node) {
    return dev.understack.workflows.core.NodeNames.id(workflow, node);
  }

  @Test
  void retryOfASucceededRunIsRefused() {
    fixture.create(workflow("good", "[[{name: a, template: leaf}]]"));
    fixture.awaitPhase("good", "Succeeded");

    assertThatThrownBy(() -> operations.retry(ME, "default", "good", RunRetry.Options.PLAIN))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("To retry a succeeded workflow");
  }

  @Test
  void suspendedStepIsResumedByItsName() {
    fixture.create(
        workflow("wait", "[[{name: first, template: wait}, {name: second, template: wait}]]"));
    fixture.awaitPhase("wait", "Running");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> fixture.workflow("wait").status().path("nodes").size() == 4);

    operations.resume(ME, "default", "wait", "displayName=first");
    assertThatThrownBy(() -> operations.resume(ME, "default", "wait", "displayName=third"))
        .hasMessageContaining("no suspend nodes matching nodeFieldSelector: displayName=third");
    operations.stop(ME, "default", "wait", "displayName=second", "not today");

    KubeObject done = fixture.awaitPhase("wait", "Failed");
    String second = id("wait", "wait[0].second");
    assertThat(done.status().path("nodes").path(second).path("message").asString(""))
        .isEqualTo("not today");
  }

  @Test
  void submitsFromATemplateAndResubmits() {
    fixture.create(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: lib}
        spec:
          entrypoint: leaf
          arguments: {parameters: [{name: p}]}
          templates:
          - {name: leaf, container: {image: x, args: ["{{workflow.parameters.p}}"]}}
        """);
    ObjectKey template = new ObjectKey(ResourceTypes.WORKFLOW_TEMPLATE, "default", "lib");

    KubeObject first =
        operations.submit(ME, template, "default", SubmitOptions.parameters(Map.of("p", "hello")));
    fixture.awaitPhase(first.name(), "Succeeded");
    KubeObject second = operations.resubmit(ME, "default", first.name(), SubmitOptions.PLAIN);
    KubeObject done = fixture.awaitPhase(second.name(), "Succeeded");

    assertThat(first.name()).startsWith("lib-");
    assertThat(done.labels())
        .containsEntry("workflows.argoproj.io/workflow-template", "lib")
        .containsEntry("workflows.argoproj.io/resubmitted-from-workflow", first.name());
    assertThat(executor.started).hasSize(2);
    assertThat(executor.started.getLast().template().path("container").path("args"))
        .hasToString("[\"hello\"]");
  }
}
