package dev.understack.language.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KubeJsonPathTest {
  private static final List<JsonNode> LINES = lines();
  private static final JsonNode DOCUMENT = LINES.getLast().path("document");

  /** Templates whose results were computed with the library of kubectl. */
  static Stream<JsonNode> templates() {
    return LINES.stream().filter(line -> line.has("template"));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void results_are_those_of_kubectl(JsonNode example) {
    String template = example.path("template").stringValue();
    boolean allowMissing = example.path("allowMissing").booleanValue();
    if (example.has("error")) {
      assertThatThrownBy(
              () -> KubeJsonPath.parse(template).render(DOCUMENT, allowMissing), template)
          .isInstanceOf(LanguageException.class);
      return;
    }
    assertThat(KubeJsonPath.parse(template).render(DOCUMENT, allowMissing))
        .isEqualTo(example.path("text").stringValue());
  }

  @Test
  void missing_field_is_named() {
    assertThatThrownBy(() -> KubeJsonPath.parse("{.a.b}").render(DOCUMENT, false))
        .isInstanceOfSatisfying(
            LanguageException.class,
            fault -> assertThat(fault.problem()).isEqualTo("a is not found"));
  }

  @Test
  void lone_paths_may_lack_braces_and_dot() {
    for (String path : List.of("kind", ".kind", "{.kind}", "{kind}", "$.kind")) {
      assertThat(KubeJsonPath.parseRelaxed(path).find(DOCUMENT, false))
          .singleElement()
          .satisfies(kind -> assertThat(kind.stringValue()).isEqualTo("List"));
    }
  }

  private static List<JsonNode> lines() {
    try (var file = KubeJsonPathTest.class.getResourceAsStream("/kube/jsonpath.jsonl")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
