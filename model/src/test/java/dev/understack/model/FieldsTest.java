package dev.understack.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldsTest {
  private static final String TEXT =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: s, namespace: ns}
      spec:
        replicas: three
        dependncies: []
        errorOnFailedRound: yes
        items: [1, {a: b}]
      """;

  private final Manifest manifest = ManifestReader.read("s.yaml", TEXT).getFirst();
  private final Faults faults = new Faults(manifest);
  private final Fields spec = Fields.of(manifest.object(), faults).objectOrEmpty("spec");

  @Test
  void notesAWrongTypeWithPlaceExpectedAndFound() {
    long replicas = spec.integer("replicas", 1);

    assertThat(replicas).isEqualTo(1);
    assertThat(faults.list())
        .extracting(Fault::toString)
        .containsExactly(
            "s.yaml:5:3: sensor ns/s: spec.replicas: expected a whole number, found text"
                + " \"three\"");
  }

  @Test
  void namesUnknownFieldsAndTheNearestKnownOne() {
    spec.known("replicas", "items").bool("errorOnFailedRound", false);
    spec.array("dependencies");

    spec.rejectUnknown();

    assertThat(faults.list())
        .extracting(Fault::toString)
        .containsExactly(
            "s.yaml:6:3: sensor ns/s: spec.dependncies: unknown field, did you mean"
                + " dependencies?");
  }

  @Test
  void readsTheGoodItemsOfAListAndNotesTheOthers() {
    assertThat(spec.list("items", item -> item.text("a"))).containsExactly("b");
    assertThat(faults.list()).extracting(Fault::path).containsExactly("spec.items[0]");
  }

  @Test
  void asksForRequiredText() {
    assertThat(spec.requiredText("eventBusName")).isEmpty();
    assertThat(faults.list()).extracting(Fault::message).containsExactly("is required");
  }
}
