package dev.understack.language.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Cases whose results were computed with the libraries of Kubernetes itself. */
class SelectorsAndPatchesTest {
  private static final JsonNode CASES = read();

  static Stream<JsonNode> labels() {
    return area("labels");
  }

  static Stream<JsonNode> fields() {
    return area("fields");
  }

  static Stream<JsonNode> strategic() {
    return area("strategic");
  }

  static Stream<JsonNode> json() {
    return area("json");
  }

  static Stream<JsonNode> merge() {
    return area("merge");
  }

  @ParameterizedTest
  @MethodSource("labels")
  void label_selectors_match_print_and_fail_like_kubernetes(JsonNode example) {
    String text = example.path("selector").stringValue();
    if (example.has("error")) {
      assertThatThrownBy(() -> LabelSelector.parse(text))
          .isInstanceOfSatisfying(
              LanguageException.class,
              fault -> assertThat(fault.problem()).isEqualTo(example.path("error").stringValue()));
      return;
    }
    LabelSelector selector = LabelSelector.parse(text);
    assertThat(selector.matches(texts(example.path("labels"))))
        .isEqualTo(example.path("matches").booleanValue());
    assertThat(selector).hasToString(example.path("text").stringValue());
    assertThat(LabelSelector.parse(selector.toString())).isEqualTo(selector);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void field_selectors_match_and_fail_like_kubernetes(JsonNode example) {
    String text = example.path("selector").stringValue();
    if (example.has("error")) {
      assertThatThrownBy(() -> FieldSelector.parse(text))
          .isInstanceOfSatisfying(
              LanguageException.class,
              fault -> assertThat(fault.problem()).isEqualTo(example.path("error").stringValue()));
      return;
    }
    FieldSelector selector = FieldSelector.parse(text);
    Map<String, String> fields = texts(example.path("fields"));
    assertThat(selector.matches(field -> fields.getOrDefault(field, "")))
        .isEqualTo(example.path("matches").booleanValue());
    assertThat(FieldSelector.parse(selector.toString())).isEqualTo(selector);
  }

  @ParameterizedTest
  @MethodSource("strategic")
  void strategic_merge_patches_give_what_kubernetes_gives(JsonNode example) {
    String kind = example.path("kind").stringValue();
    int slash = kind.lastIndexOf('/');
    MergeKeys keys = MergeKeys.of(kind.substring(0, slash), kind.substring(slash + 1));
    ObjectNode original = (ObjectNode) example.path("original");
    ObjectNode before = original.deepCopy();
    ObjectNode patch = (ObjectNode) example.path("patch");
    if (example.has("error")) {
      assertThatThrownBy(() -> StrategicMergePatch.apply(original, patch, keys))
          .isInstanceOf(PatchException.class);
    } else {
      assertThat(StrategicMergePatch.apply(original, patch, keys))
          .isEqualTo(example.path("expected"));
    }
    assertThat(original).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("json")
  void json_patches_give_what_kubernetes_gives(JsonNode example) {
    JsonNode patch = example.path("patch");
    JsonNode original = example.path("original");
    JsonNode before = original.deepCopy();
    if (example.has("error")) {
      assertThatThrownBy(() -> JsonPatch.of(patch).apply(original))
          .isInstanceOf(PatchException.class);
    } else {
      assertThat(JsonPatch.of(patch).apply(original)).isEqualTo(example.path("expected"));
    }
    assertThat(original).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("merge")
  void merge_patches_give_what_kubernetes_gives(JsonNode example) {
    assertThat(MergePatch.apply(example.path("original"), example.path("patch")))
        .isEqualTo(example.path("expected"));
  }

  private static Stream<JsonNode> area(String name) {
    return StreamSupport.stream(CASES.path(name).spliterator(), false);
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> all = new HashMap<>();
    object.properties().forEach(field -> all.put(field.getKey(), field.getValue().stringValue()));
    return all;
  }

  private static JsonNode read() {
    try (InputStream file =
        SelectorsAndPatchesTest.class.getResourceAsStream("/kube/selectors-and-patches.json")) {
      return JsonMapper.shared().readTree(file);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
