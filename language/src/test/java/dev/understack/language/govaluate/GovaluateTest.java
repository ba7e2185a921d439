package dev.understack.language.govaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.understack.language.LanguageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GovaluateTest {
  /** Expressions whose results were computed with govaluate itself. */
  static Stream<JsonNode> cases() {
    try (var file = GovaluateTest.class.getResourceAsStream("/govaluate/cases.jsonl")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void results_and_errors_are_those_of_govaluate(JsonNode example) {
    if (example.has("error") || example.has("panic")) {
      assertThatThrownBy(() -> evaluate(example))
          .isInstanceOfSatisfying(
              LanguageException.class,
              fault ->
                  assertThat(fault.problem())
                      .isEqualTo(example.path("error").asString(fault.problem())));
      return;
    }
    Object value = evaluate(example);
    if (value instanceof Double number && !Double.isFinite(number)) {
      value = number.isNaN() ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    Object expected = java(example.path("value"));
    if (value instanceof Double number && expected instanceof Double other) {
      // Powers differ in the last bit.
      assertThat(number).isCloseTo(other, withinPercentage(1e-12));
      return;
    }
    assertThat(Values.equal(value, expected)).as("%s gives %s", example, value).isTrue();
  }

  @Test
  void variables_are_named_in_order() {
    assertThat(Govaluate.parse("a\\-b && (c || [x y]) && a\\-b").variables())
        .containsExactly("a-b", "c", "x y", "a-b");
  }

  @Test
  void hostile_texts_end_in_a_fault() {
    for (String text :
        List.of(
            "(".repeat(100_000) + "1" + ")".repeat(100_000),
            "true" + " && true".repeat(100_000),
            "-(".repeat(50_000),
            "'a' + ".repeat(3_000))) {
      assertThatThrownBy(() -> Govaluate.parse(text)).isInstanceOf(LanguageException.class);
    }
  }

  @Test
  void longest_chain_still_evaluates() {
    Govaluate chain = Govaluate.parse("1" + " + 1".repeat(2_000));

    assertThat(chain.evaluate(Map.of())).isEqualTo(2_001.0);
  }

  private static @Nullable Object evaluate(JsonNode example) {
    String text = example.path("text").stringValue();
    if (example.has("words")) {
      return Govaluate.parseWords(text).evaluate(Map.of());
    }
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    example
        .path("parameters")
        .properties()
        .forEach(entry -> parameters.put(entry.getKey(), java(entry.getValue())));
    return Govaluate.parse(text).evaluate(parameters);
  }

  private static @Nullable Object java(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(), java(entry.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(item -> list.add(java(item)));
        yield list;
      }
      case STRING -> node.stringValue();
      case NUMBER -> node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }
}
