package dev.understack.language.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LabelSelectorTest {
  @Test
  void object_form_combines_labels_and_expressions() {
    LabelSelector selector =
        LabelSelector.of(
            json(
                """
                {"matchLabels": {"app": "web"},
                 "matchExpressions": [
                   {"key": "tier", "operator": "In", "values": ["b", "a"]},
                   {"key": "old", "operator": "DoesNotExist"}]}\
                """));

    assertThat(selector).hasToString("app=web,!old,tier in (a,b)");
    assertThat(selector.matches(Map.of("app", "web", "tier", "a"))).isTrue();
    assertThat(selector.matches(Map.of("app", "web", "tier", "a", "old", ""))).isFalse();
    assertThat(selector.matches(Map.of("app", "web"))).isFalse();
  }

  @Test
  void empty_object_matches_everything() {
    assertThat(LabelSelector.of(json("{}")).matches(Map.of())).isTrue();
  }

  @Test
  void unknown_operator_of_the_object_form_is_named() {
    JsonNode selector = json("{\"matchExpressions\": [{\"key\": \"a\", \"operator\": \"in\"}]}");

    assertThatThrownBy(() -> LabelSelector.of(selector))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("\"in\" is not a valid label selector operator");
  }

  @Test
  void fault_of_the_text_form_points_at_the_place() {
    assertThatThrownBy(() -> LabelSelector.parse("app=web,tier in a"))
        .isInstanceOfSatisfying(
            LanguageException.class, fault -> assertThat(fault.column()).isEqualTo(17));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
