package dev.understack.workflows.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Fault;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class WorkflowLintTest {

  private static List<String> lint(String yaml) {
    return ManifestReader.read("w.yaml", yaml).stream()
        .flatMap(manifest -> WorkflowLint.lint(manifest, TemplateSource.NONE).stream())
        .map(Fault::toString)
        .toList();
  }

  private static List<String> lintTemplates(String templates) {
    return lint(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          templates:
          - {name: leaf, inputs: {parameters: [{name: text}]}, container: {image: x}}
        """
            + templates.indent(2));
  }

  @Test
  void aGoodWorkflowHasNoFaults() {
    assertThat(
            lintTemplates(
                """
                - name: main
                  dag:
                    tasks:
                    - {name: a, template: leaf, arguments: {parameters: [{name: text, value: x}]}}
                    - name: b
                      depends: a.Succeeded
                      template: leaf
                      arguments: {parameters: [{name: text, value: "{{tasks.a.status}}"}]}
                """))
        .isEmpty();
  }

  @Test
  void everyFaultIsReportedWithItsPlace() {
    List<String> faults =
        lintTemplates(
            """
            - name: main
              steps:
              - - name: a
                  template: leaf
                  whenn: "1 == 1"
                - {name: a, template: nowhere}
              - - name: b
                  template: leaf
                  arguments: {parameters: [{name: text, value: "{{steps.c.outputs.result}}"}]}
            - {name: none}
            """);

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "w.yaml:12:9: workflow w: spec.templates[1].steps[0][0].whenn:"
                + " unknown field, did you mean when?",
            "w.yaml:13:10: workflow w: spec.templates[1].steps[0][1].name:"
                + " name 'a' is not unique",
            "w.yaml:10:9: workflow w: spec.templates[1].steps[0][0]:"
                + " templates.leaf inputs.parameters.text was not supplied",
            "w.yaml:13:19: workflow w: spec.templates[1].steps[0][1].template:"
                + " template name 'nowhere' undefined",
            "w.yaml:16:47: workflow w: spec.templates[1].steps[1][0].arguments.parameters[0]"
                + ".value: failed to resolve {{steps.c.outputs.result}}",
            "w.yaml:17:5: workflow w: spec.templates[2]: template type unspecified. choose one"
                + " of: container, containerSet, steps, script, resource, dag, suspend, template,"
                + " template ref");
  }

  @Test
  void dagFaults() {
    assertThat(
            lintTemplates(
                """
                - name: main
                  dag:
                    target: z
                    tasks:
                    - {name: a, template: leaf, depends: "b.Fine", arguments: {parameters: [{name: text, value: x}]}}
                    - name: b
                      template: leaf
                      arguments: {parameters: [{name: text, value: "{{tasks.c.status}}"}]}
                    - {name: c, template: leaf, depends: "d && b.AnySucceeded", arguments: {parameters: [{name: text, value: x}]}}
                """))
        .anyMatch(fault -> fault.contains("task result 'Fine' for task 'b' is invalid"))
        .anyMatch(fault -> fault.contains("sorting failed: invalid dependency d"))
        .anyMatch(fault -> fault.contains("target 'z' is not defined"))
        .anyMatch(fault -> fault.contains("missing dependency 'c' for parameter 'text'"))
        .anyMatch(fault -> fault.contains("does not contain any items"));
  }

  @Test
  void cycleIsAFault() {
    assertThat(
            lintTemplates(
                """
                - name: main
                  dag:
                    tasks:
                    - {name: a, template: leaf, dependencies: [b], arguments: {parameters: [{name: text, value: x}]}}
                    - {name: b, template: leaf, dependencies: [a], arguments: {parameters: [{name: text, value: x}]}}
                """))
        .hasSize(1)
        .first()
        .asString()
        .endsWith("sorting failed: graph with cycle");
  }

  @Test
  void cronFaults() {
    assertThat(
            lint(
                """
                apiVersion: argoproj.io/v1alpha1
                kind: CronWorkflow
                metadata: {name: c}
                spec:
                  schedules: ["* * *"]
                  workflowSpec:
                    entrypoint: leaf
                    templates: [{name: leaf, container: {image: x}}]
                """))
        .hasSize(1)
        .first()
        .asString()
        .contains("cron schedule * * * is malformed: ");
  }

  @Test
  void templateOfAnotherFileIsFound() {
    List<Manifest> manifests =
        ManifestReader.read(
            "w.yaml",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: lib}
            spec:
              templates: [{name: leaf, inputs: {parameters: [{name: text}]}, container: {image: x}}]
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: w}
            spec:
              entrypoint: main
              templates:
              - name: main
                steps:
                - - {name: a, templateRef: {name: lib, template: leaf}}
                - - {name: b, templateRef: {name: lib, template: other}}
            """);
    TemplateSource source =
        (_, name, _) ->
            manifests.stream()
                .map(Manifest::object)
                .filter(o -> o.name().equals(name) && o.kind().equals("WorkflowTemplate"))
                .findFirst();

    assertThat(WorkflowLint.lint(manifests.getLast(), source))
        .extracting(Fault::message)
        .containsExactlyInAnyOrder(
            "templates.leaf inputs.parameters.text was not supplied",
            "template reference lib.other not found");
  }
}
