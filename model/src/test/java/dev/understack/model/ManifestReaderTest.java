package dev.understack.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ManifestReaderTest {

  /** What Go's YAML 1.1 reader makes of plain scalars. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          0744          | 484
          0o17          | 15
          0x1F          | 31
          0b101         | 5
          1_000         | 1000
          -12           | -12
          +7            | 7
          yes           | true
          On            | true
          NO            | false
          y             | true
          ~             | null
          Null          | null
          1:30          | "1:30"
          2001-01-01    | "2001-01-01"
          2001-01-01T00:00:00Z | "2001-01-01T00:00:00Z"
          1.5           | 1.5
          1e3           | 1000.0
          .5            | 0.5
          08            | 8.0
          1.2.3         | "1.2.3"
          18446744073709551615 | 18446744073709551615
          9007199254740993 | 9007199254740993
          "yes"         | "yes"
          'null'        | "null"
          plain text    | "plain text"
          !!str 12      | "12"
          !!int "12"    | 12
          """)
  void readsScalarsAsGoDoes(String yaml, String json) {
    JsonNode value = ManifestReader.documents("test", "v: " + yaml).getFirst().tree().get("v");

    assertThat(Json.write(value)).isEqualTo(json);
  }

  @Test
  void readsSeveralDocumentsAndTakesListsApart() {
    List<Manifest> manifests =
        ManifestReader.read(
            "two.yaml",
            """
            ---
            apiVersion: v1
            kind: Secret
            metadata: {name: a}
            ---
            # nothing here
            ---
            apiVersion: v1
            kind: List
            items:
              - apiVersion: v1
                kind: ConfigMap
                metadata: {name: b}
            """);

    assertThat(manifests).extracting(m -> m.object().name()).containsExactly("a", "b");
    assertThat(manifests.get(1).position("metadata.name")).isEqualTo(new Position(13, 16));
  }

  @Test
  void mergesAnchors() {
    JsonNode tree =
        ManifestReader.documents(
                "test",
                """
                base: &base {a: 1, b: 2}
                both: {<<: *base, b: 3}
                """)
            .getFirst()
            .tree();

    assertThat(Json.write(tree.get("both"))).isEqualTo("{\"b\":3,\"a\":1}");
  }

  @Test
  void pointsAtTheNearestFieldThatTheTextHas() {
    Manifest manifest =
        ManifestReader.read(
                "sensor.yaml",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Sensor
                metadata:
                  name: s
                spec:
                  triggers:
                    - template:
                        name: first
                """)
            .getFirst();

    assertThat(manifest.position("spec.triggers[0].template.name")).isEqualTo(new Position(8, 9));
    assertThat(manifest.position("spec.triggers[0].template.k8s.operation"))
        .isEqualTo(new Position(7, 7));
  }

  @Test
  void refusesAKeyThatIsGivenTwice() {
    assertThatThrownBy(
            () -> ManifestReader.read("twice.yaml", "apiVersion: v1\nkind: A\nkind: B\n"))
        .isInstanceOf(RejectedManifestException.class)
        .hasMessage("twice.yaml:3:1: key \"kind\" is given twice");
  }

  @Test
  void saysWhereTextIsNotYaml() {
    assertThatThrownBy(() -> ManifestReader.read("bad.yaml", "a: [1,\nb: 2"))
        .isInstanceOf(RejectedManifestException.class)
        .hasMessageContaining("bad.yaml:2:5")
        .hasMessageContaining("not YAML");
  }

  @Test
  void namesAllFaultsOfATextTogether() {
    assertThatThrownBy(() -> ManifestReader.read("x.yaml", "kind: A\n---\n[1]\n---\na: 1\n"))
        .isInstanceOfSatisfying(
            RejectedManifestException.class, e -> assertThat(e.faults()).hasSize(4));
  }

  @Test
  void refusesAnAnchorThatContainsItself() {
    assertThatThrownBy(() -> ManifestReader.documents("loop.yaml", "a: &x [*x]"))
        .isInstanceOf(RejectedManifestException.class);
  }

  @Test
  void refusesAliasesThatGrowWithoutBound() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String item = "*a" + (i - 1);
      bomb.append(
          "a%d: &a%d [%s]\n"
              .formatted(
                  i,
                  i,
                  String.join(
                      ", ", List.of(item, item, item, item, item, item, item, item, item, item))));
    }

    assertThatThrownBy(() -> ManifestReader.documents("bomb.yaml", bomb.toString()))
        .isInstanceOf(RejectedManifestException.class);
  }

  @Test
  void neverFailsOtherThanByRejectingOnRandomText() {
    Random random = new Random(7);
    String alphabet = "ab:-[]{}&*!|>'\"%@`#,? \n\t0";
    for (int run = 0; run < 5_000; run++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        ManifestReader.read("random", text.toString());
      } catch (RejectedManifestException e) {
        assertThat(e.faults()).isNotEmpty();
      }
    }
  }
}
