package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StepsTest {
  private static final String HELLO =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Workflow
      metadata: {name: hello}
      spec:
        entrypoint: main
        arguments:
          parameters: [{name: who, value: world}]
        templates:
        - name: main
          steps:
          - - name: a
              template: say
              arguments: {parameters: [{name: text, value: "hello {{workflow.parameters.who}}"}]}
          - - name: b
              template: say
              arguments: {parameters: [{name: text, value: "{{steps.a.outputs.result}}!"}]}
            - name: c
              template: say
              when: "{{steps.a.outputs.result}} == other"
              arguments: {parameters: [{name: text, value: "{{steps.nobody.outputs.result}}"}]}
        - name: say
          inputs: {parameters: [{name: text}]}
          container: {image: busybox, command: [echo], args: ["{{inputs.parameters.text}}"]}
      """;

  @Test
  void groupsRunInOrderAndPassResultsOn() {
    Simulation run = new Simulation();
    run.leaf = _ -> Simulation.gives("said");

    run.run(HELLO);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("hello[0].a")).isEqualTo("[\"hello world\"]");
    assertThat(run.startedText("hello[1].b")).isEqualTo("[\"said!\"]");
    assertThat(run.node("hello[1].c").phase).isEqualTo(NodePhase.SKIPPED);
    assertThat(run.node("hello[1].c").message).isEqualTo("when 'said == other' evaluated false");
    assertThat(run.node("hello").progress).hasToString("2/2");
  }

  @Test
  void nodesHaveTheIdsNamesAndLinksOfArgo() {
    Simulation run = new Simulation();
    run.leaf = _ -> Simulation.gives("said");

    run.run(HELLO);

    Node root = run.node("hello");
    Node first = run.node("hello[0].a");
    assertThat(root.id).isEqualTo("hello");
    assertThat(first.id).isEqualTo("hello-" + NodeNames.hash("hello[0].a"));
    assertThat(first.displayName).isEqualTo("a");
    assertThat(run.node("hello[0]").displayName).isEqualTo("[0]");
    assertThat(root.children).containsExactly(run.node("hello[0]").id);
    assertThat(first.children).containsExactly(run.node("hello[1]").id);
    assertThat(first.boundaryId).isEqualTo("hello");
    assertThat(root.outboundNodes)
        .containsExactly(run.node("hello[1].b").id, run.node("hello[1].c").id);
    assertThat(run.started.getFirst().podName())
        .isEqualTo("hello-say-" + NodeNames.hash("hello[0].a"));
  }

  @Test
  void hashIsThatOfGo() {
    assertThat(NodeNames.hash("")).isEqualTo("2166136261");
    assertThat(NodeNames.hash("a")).isEqualTo("3826002220");
    assertThat(NodeNames.hash("foobar")).isEqualTo("3214735720");
  }

  @Test
  void failedStepFailsGroupAndSteps() {
    Simulation run = new Simulation();
    run.leaf = _ -> Simulation.failed(3);

    run.run(HELLO);

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("child '" + run.node("hello[0].a").id + "' failed");
    assertThat(run.node("hello[0]").phase).isEqualTo(NodePhase.FAILED);
    assertThat(run.has("hello[1]")).isFalse();
    assertThat(run.node("hello[0].a").message).isEqualTo("main: Error (exit code 3)");
  }

  @Test
  void continueOnFailedGoesOn() {
    Simulation run = new Simulation();
    run.leaf =
        task -> task.podName().contains("bad") ? Simulation.failed(1) : Simulation.succeeded();

    run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          templates:
          - name: main
            steps:
            - - {name: a, template: bad, continueOn: {failed: true}}
            - - {name: b, template: good}
          - {name: bad, container: {image: x}}
          - {name: good, container: {image: x}}
        """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.node("w[0].a").phase).isEqualTo(NodePhase.FAILED);
  }

  @Test
  void loopsExpandAndAggregate() {
    Simulation run = new Simulation();
    run.leaf =
        task ->
            Simulation.gives(
                task.template().path("container").path("args").path(0).asString("").length() + "");

    run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          templates:
          - name: main
            steps:
            - - name: each
                template: say
                arguments: {parameters: [{name: text, value: "{{item.name}}-{{item.size}}"}]}
                withItems: [{name: a, size: 1}, {name: (bb), size: 2.50}]
            - - name: all
                template: say
                arguments: {parameters: [{name: text, value: "{{steps.each.outputs.result}}"}]}
              - name: count
                template: say
                withSequence: {count: 2, start: "3", format: "%02X"}
                arguments: {parameters: [{name: text, value: "{{item}}"}]}
              - name: none
                template: say
                withParam: "[]"
                arguments: {parameters: [{name: text, value: "{{item}}"}]}
          - name: say
            inputs: {parameters: [{name: text}]}
            container: {image: busybox, args: ["{{inputs.parameters.text}}"]}
        """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("w[0].each(1:name:bb,size:2.5)")).isEqualTo("[\"(bb)-2.5\"]");
    assertThat(run.startedText("w[1].all")).isEqualTo("[\"[3,8]\"]");
    assertThat(run.startedText("w[1].count(1:04)")).isEqualTo("[\"04\"]");
    assertThat(run.node("w[1].none").message).isEqualTo("Skipped, empty params");
  }
}
