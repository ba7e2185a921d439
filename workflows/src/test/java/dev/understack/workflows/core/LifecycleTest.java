package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

@NullUnmarked
class LifecycleTest {
  private static final String TEMPLATES =
      """
        - {name: good, container: {image: x, args: ["{{workflow.status}}"]}}
        - {name: bad, container: {image: x}}
        - {name: wait, suspend: {}}
        - {name: nap, suspend: {duration: 1m}}
      """
          .indent(2);

  private static String workflow(String spec) {
    return "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: w}\nspec:\n"
        + spec.indent(2)
        + "  templates:\n"
        + TEMPLATES;
  }

  private static Simulation simulation() {
    Simulation run = new Simulation();
    run.leaf =
        task ->
            task.template().path("name").asString("").equals("bad")
                ? Simulation.failed(1)
                : Simulation.succeeded();
    return run;
  }

  @Test
  void exitHandlerRunsAfterFailureAndSeesIt() {
    Simulation run = simulation().run(workflow("entrypoint: bad\nonExit: good"));

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("main: Error (exit code 1)");
    assertThat(run.startedText("w.onExit")).isEqualTo("[\"Failed\"]");
    assertThat(run.node("w.onExit").boundaryId).isEmpty();
    assertThat(run.node("w").children).isEmpty();
  }

  @Test
  void failingExitHandlerFailsAGoodRun() {
    Simulation run = simulation().run(workflow("entrypoint: good\nonExit: bad"));

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("main: Error (exit code 1)");
  }

  @Test
  void suspendedNodeWaitsForResume() {
    Simulation run = simulation().start(workflow("entrypoint: wait"));
    assertThat(run.node("w").phase).isEqualTo(NodePhase.RUNNING);
    assertThat(run.core.nextTimer()).isEmpty();

    run.event(new RunEvent.Resume("", "ops"));

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(run.node("w").message).isEqualTo("Resumed by: map[User:ops]");
  }

  @Test
  void suspendedNodeGoesOnAfterItsDuration() {
    Simulation run = simulation().start(workflow("entrypoint: nap"));

    run.after(Duration.ofSeconds(59));
    assertThat(run.phase()).isEqualTo("Running");
    run.after(Duration.ofSeconds(1));

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(run.node("w").progress).hasToString("1/1");
  }

  @Test
  void deadlineFailsWhatRuns() {
    Simulation run = simulation().start(workflow("entrypoint: good\nactiveDeadlineSeconds: 10"));

    run.after(Duration.ofSeconds(11));

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("Step exceeded its deadline");
    assertThat(run.stopped).containsExactly("w");
  }

  @Test
  void stopEndsTheStepAndRunsTheExitHandler() {
    Simulation run = simulation().start(workflow("entrypoint: good\nonExit: good"));

    run.event(new RunEvent.SpecChanged(false, "Stop", null));
    assertThat(run.node("w").message).isEqualTo("workflow shutdown with strategy:  Stop");
    while (run.step()) {
      // until the exit handler has run
    }

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("Stopped with strategy 'Stop'");
    assertThat(run.node("w.onExit").phase).isEqualTo(NodePhase.SUCCEEDED);
  }

  @Test
  void terminateRunsNoExitHandler() {
    Simulation run = simulation().start(workflow("entrypoint: good\nonExit: good"));

    run.event(new RunEvent.SpecChanged(false, "Terminate", null));

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.has("w.onExit")).isFalse();
  }

  @Test
  void outputOfASuspendedNodeIsSuppliedFromOutside() {
    Simulation run =
        simulation()
            .start(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Workflow
                metadata: {name: w}
                spec:
                  entrypoint: ask
                  templates:
                  - name: ask
                    suspend: {}
                    outputs:
                      parameters:
                      - {name: answer, globalName: reply, valueFrom: {supplied: {}}}
                """);
    var resume = new RunEvent.Resume("", "");
    assertThat(run.core.refusal(resume))
        .contains(
            "raw output parameter 'answer' has not been set and does not have a default value");

    run.event(
        new RunEvent.SetNodes(
            "displayName=w", "", "", JsonNodeFactory.instance.objectNode().put("answer", "yes")));
    assertThat(run.core.refusal(resume)).isEmpty();
    run.event(resume);

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(run.core.summary().status().path("outputs").path("parameters").path(0))
        .hasToString("{\"name\":\"reply\",\"value\":\"yes\"}");
  }

  @Test
  void suspendedRunStartsNothingUntilItIsResumed() {
    Simulation run = simulation().start(workflow("entrypoint: good\nsuspend: true"));
    assertThat(run.started).isEmpty();

    run.event(new RunEvent.SpecChanged(false, "", null));

    assertThat(run.started).hasSize(1);
  }

  @Test
  void missingTemplateIsAnErrorOfTheEntrypoint() {
    Simulation run = simulation().start(workflow("entrypoint: nowhere"));

    assertThat(run.phase()).isEqualTo("Error");
    assertThat(run.message())
        .isEqualTo("error in entry template execution: template name 'nowhere' undefined");
  }
}
