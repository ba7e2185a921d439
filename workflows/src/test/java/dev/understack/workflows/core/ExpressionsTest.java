package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class ExpressionsTest {

  private static Simulation run(String templates) {
    Simulation run = new Simulation();
    run.leaf =
        task ->
            task.template().path("name").asString("").equals("bad")
                ? Simulation.failed(1)
                : Simulation.gives("7");
    return run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: e}
        spec:
          entrypoint: main
          arguments: {parameters: [{name: number, value: 20}, {name: json, value: '{"a":[1,2]}'}]}
          templates:
          - name: say
            inputs: {parameters: [{name: text, default: nothing}]}
            container: {image: busybox, args: ["{{inputs.parameters.text}}"]}
          - {name: good, container: {image: x}}
          - {name: bad, container: {image: x}}
        """
            + templates.indent(2));
  }

  @Test
  void expressionTagsSeeParametersAndEarlierSteps() {
    Simulation run =
        run(
            """
            - name: main
              steps:
              - - {name: a, template: good}
              - - name: b
                  template: say
                  arguments:
                    parameters:
                    - name: text
                      value: "{{=asInt(workflow.parameters.number) + asInt(steps.a.outputs.result)}}"
              - - name: c
                  template: say
                  when: "{{= steps['b'].status == 'Succeeded' }}"
                  withItems: [{size: 2}]
                  arguments:
                    parameters:
                    - name: text
                      value: "{{=sprig.upper(item.size + 'x') + toJson(['\\"'])}}"
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("e[1].b")).isEqualTo("[\"27\"]");
    assertThat(run.startedText("e[2].c(0:size:2)")).isEqualTo("[\"2X[\\\"\\\\\\\"\\\"]\"]");
  }

  @Test
  void absentOutputsAreNilInExpressions() {
    Simulation run =
        run(
            """
            - name: main
              dag:
                tasks:
                - {name: a, template: good, when: "1 > 2"}
                - name: b
                  template: say
                  depends: a
                  arguments:
                    parameters:
                    - {name: text, value: "{{=tasks.a.outputs.result ?? 'fallback'}}"}
              outputs:
                parameters:
                - name: chosen
                  valueFrom:
                    expression: "tasks.a.status == 'Skipped' ? 'none' : tasks.a.outputs.result"
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("e.b")).isEqualTo("[\"fallback\"]");
    assertThat(OutputsJson.parameter(run.node("e").outputs, "chosen")).isEqualTo("none");
  }

  @Test
  void hooksFireOnceWhenTheirExpressionHolds() {
    Simulation run =
        run(
            """
            - name: main
              steps:
              - - name: a
                  template: bad
                  continueOn: {failed: true}
                  hooks:
                    running: {template: good, expression: steps.a.status == "Pending"}
                    failed: {template: good, expression: steps.a.status == "Failed"}
                    never: {template: good, expression: steps.a.status == "Succeeded"}
                    exit:
                      template: say
                      arguments: {parameters: [{name: text, value: "{{steps.a.exitCode}}"}]}
            """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.has("e[0].a.hooks.running")).isTrue();
    assertThat(run.node("e[0].a.hooks.failed").hooked).isTrue();
    assertThat(run.has("e[0].a.hooks.never")).isFalse();
    assertThat(run.startedText("e[0].a.onExit")).isEqualTo("[\"1\"]");
    assertThat(run.node("e[0].a").children)
        .contains(run.node("e[0].a.onExit").id, run.node("e[0].a.hooks.failed").id);
  }

  @Test
  void retryExpressionSeesTheLastAttempt() {
    Simulation run =
        run(
            """
            - name: main
              steps: [[{name: a, template: flaky}]]
            - name: flaky
              retryStrategy:
                limit: 5
                expression: "lastRetry.exitCode == '1' && asInt(retries) < 2"
              steps: [[{name: b, template: bad}]]
            """);

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.node("e[0].a").message).isEqualTo("retryStrategy.expression evaluated to false");
    assertThat(run.has("e[0].a(1)")).isFalse();
  }

  @Test
  void templateOfAnotherObjectFindsItsOwnNames() {
    Simulation run = new Simulation();
    run.leaf = _ -> Simulation.gives("x");
    run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: lib}
        spec:
          templates:
          - name: outer
            inputs: {parameters: [{name: text}]}
            steps:
            - - name: inner
                template: leaf
                arguments: {parameters: [{name: text, value: "<{{inputs.parameters.text}}>"}]}
          - name: leaf
            inputs: {parameters: [{name: text}]}
            container: {image: x, args: ["{{inputs.parameters.text}}"]}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: t}
        spec:
          entrypoint: main
          templates:
          - name: main
            steps:
            - - name: call
                templateRef: {name: lib, template: outer}
                arguments: {parameters: [{name: text, value: hi}]}
        """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("t[0].call[0].inner")).isEqualTo("[\"<hi>\"]");
    assertThat(run.workflow.status().path("storedTemplates").properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("namespaced/lib/outer", "namespaced/lib/leaf");
    assertThat(run.node("t[0].call[0].inner").templateScope).isEqualTo("namespaced/lib");
  }

  @Test
  void workflowTemplateRefTakesTheBodyAndMergesArguments() {
    Simulation run = new Simulation();
    run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: lib}
        spec:
          entrypoint: leaf
          arguments: {parameters: [{name: a, value: low}, {name: b, value: kept}]}
          templates:
          - name: leaf
            container:
              image: x
              args: ["{{workflow.parameters.a}} {{workflow.parameters.b}}"]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: t}
        spec:
          workflowTemplateRef: {name: lib}
          arguments: {parameters: [{name: a, value: high}, {name: b}]}
        """);

    assertThat(run.phase()).as(run.message()).isEqualTo("Succeeded");
    assertThat(run.startedText("t")).isEqualTo("[\"high kept\"]");
  }
}
