package dev.understack.sensors.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Fault;
import dev.understack.model.ManifestReader;
import dev.understack.model.events.UnknownFields;
import org.junit.jupiter.api.Test;

class SensorLintTest {
  private static final String MANIFESTS =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: EventSource
      metadata: {name: hooks, namespace: ns}
      spec: {webhook: {nautobot: {port: "12000", endpoint: /n, method: POST}}}
      ---
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: s, namespace: ns}
      spec:
        dependencies:
          - name: dep
            eventSourceName: hooks
            eventName: nautobots
            transform: {jq: ".a |"}
            filters: {data: [{path: a, type: text, value: ["x"]}, {path: b, type: string, value: ["("]}]}
        triggers:
          - template: {name: t, conditions: "dep && other", openwhisk: {}}
      """;

  @Test
  void reportsEverythingAtOnceWithPositions() {
    // when
    LintReport report =
        SensorLint.check(ManifestReader.read("f.yaml", MANIFESTS), UnknownFields.REJECT);

    // then
    assertThat(report.faults())
        .extracting(Fault::path)
        .contains(
            "spec.dependencies[0].transform",
            "spec.dependencies[0].filters.data[0].type",
            "spec.dependencies[0].filters.data[1].value",
            "spec.triggers[0].template.conditions",
            "spec.triggers[0].template.openwhisk",
            "spec.triggers[0].template");
    assertThat(report.faults())
        .filteredOn(f -> f.path().endsWith("transform"))
        .extracting(f -> f.position().line())
        .containsExactly(14);
    assertThat(report.warnings())
        .extracting(Fault::message)
        .anyMatch(m -> m.contains("has no event nautobots, did you mean nautobot?"))
        .anyMatch(m -> m.contains("there is no EventBus default in namespace ns"));
  }
}
