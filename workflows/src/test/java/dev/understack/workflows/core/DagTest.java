package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class DagTest {
  private static final String HEAD =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: d}
      spec:
        entrypoint: main
        templates:
        - name: say
          inputs: {parameters: [{name: text, default: nothing}]}
          container: {image: busybox, args: ["{{inputs.parameters.text}}"]}
        - {name: good, container: {image: x}}
        - {name: bad, container: {image: x}}
        - name: main
      """;

  private static LeafResult byTemplate(LeafTask task) {
    return task.template().path("name").asString("").equals("bad")
        ? Simulation.failed(1)
        : Simulation.gives("said");
  }

  private static Simulation run(String dag) {
    Simulation run = new Simulation();
    run.leaf = DagTest::byTemplate;
    return run.run(HEAD + dag.indent(4));
  }

  @Test
  void tasksRunAfterTheirDependencies() {
    Simulation run =
        run(
            """
            dag:
              tasks:
              - {name: d, template: good, dependencies: [b, c]}
              - {name: b, template: good, dependencies: [a]}
              - name: c
                template: say
                dependencies: [a]
                arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}
              - {name: a, template: good}
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.started.stream().map(LeafTask::podName))
        .extracting(name -> name.substring(0, 4))
        .hasSize(4);
    assertThat(run.started.getFirst().nodeId()).isEqualTo(run.node("d.a").id);
    assertThat(run.started.getLast().nodeId()).isEqualTo(run.node("d.d").id);
    assertThat(run.startedText("d.c")).isEqualTo("[\"said\"]");
    assertThat(run.node("d").children).containsExactly(run.node("d.a").id);
    assertThat(run.node("d.a").children)
        .containsExactlyInAnyOrder(run.node("d.b").id, run.node("d.c").id);
    assertThat(run.node("d").outboundNodes).containsExactly(run.node("d.d").id);
  }

  @Test
  void failureOmitsWhatDependsOnItAndFailsTheDag() {
    Simulation run =
        run(
            """
            dag:
              tasks:
              - {name: a, template: bad}
              - {name: b, template: good, depends: a}
              - {name: c, template: good}
            """);

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.node("d.b").phase).isEqualTo(NodePhase.OMITTED);
    assertThat(run.node("d.b").message).isEqualTo("omitted: depends condition not met");
    assertThat(run.node("d.c").phase).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(run.message()).isEmpty();
  }

  @Test
  void handledFailureDoesNotFailTheDag() {
    Simulation run =
        run(
            """
            dag:
              tasks:
              - {name: a, template: bad}
              - {name: b, template: good, depends: "a.Failed || a.Errored"}
              - {name: c, template: good, depends: "a.Succeeded && !b.Omitted || b"}
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.node("d.c").phase).isEqualTo(NodePhase.SUCCEEDED);
  }

  @Test
  void loopedTaskIsAGroupWithAggregatedOutputs() {
    Simulation run =
        run(
            """
            dag:
              tasks:
              - name: each
                template: say
                withItems: [1, 2]
                arguments: {parameters: [{name: text, value: "{{item}}"}]}
              - name: all
                template: say
                depends: each.AnySucceeded
                arguments: {parameters: [{name: text, value: "{{tasks.each.status}}"}]}
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.node("d.each").type).isEqualTo(NodeType.TASK_GROUP);
    assertThat(run.node("d.each(1:2)").displayName).isEqualTo("each(1:2)");
    assertThat(run.startedText("d.all")).isEqualTo("[\"Succeeded\"]");
    assertThat(run.node("d.each").children).hasSize(2);
    assertThat(run.node("d.each(0:1)").children).containsExactly(run.node("d.all").id);
    assertThat(run.node("d.each").progress).hasToString("2/2");
  }

  @Test
  void absentOutputOfASkippedTaskMeansTheDefaultOfTheInput() {
    Simulation run =
        run(
            """
            dag:
              tasks:
              - {name: a, template: good, when: "1 == 2"}
              - name: b
                template: say
                depends: a
                arguments: {parameters: [{name: text, value: "{{tasks.a.outputs.result}}"}]}
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("d.b")).isEqualTo("[\"nothing\"]");
  }

  @Test
  void onlyWhatATargetNeedsRuns() {
    Simulation run =
        run(
            """
            dag:
              target: b
              tasks:
              - {name: a, template: good}
              - {name: b, template: good, depends: a}
              - {name: c, template: bad}
            """);

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(run.has("d.c")).isFalse();
  }
}
