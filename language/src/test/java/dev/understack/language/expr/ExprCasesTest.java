package dev.understack.language.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.NativeFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Expressions whose results were computed with expr itself, both versions. */
class ExprCasesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, @Nullable Object> ENVIRONMENT = environment();

  static Stream<JsonNode> workflows() {
    return lines("/expr/cases-1.17.jsonl");
  }

  static Stream<JsonNode> events() {
    return lines("/expr/cases-1.15.jsonl");
  }

  @ParameterizedTest
  @MethodSource("workflows")
  void results_are_those_of_version_1_17(JsonNode example) {
    check(example, Dialect.WORKFLOWS);
  }

  @ParameterizedTest
  @MethodSource("events")
  void results_are_those_of_version_1_15(JsonNode example) {
    check(example, Dialect.EVENTS);
  }

  private static void check(JsonNode example, Dialect dialect) {
    String text = example.path("text").stringValue();
    if (!example.has("error")) {
      assertThat(shown(Expr.compile(text, dialect).evaluate(ENVIRONMENT)))
          .as(text)
          .isEqualTo(example.path("value"));
      return;
    }
    assertThatThrownBy(
            () -> Expr.compile(text, dialect).evaluate(ENVIRONMENT),
            "%s: %s",
            text,
            example.path("error"))
        .isInstanceOfSatisfying(
            LanguageException.class,
            fault -> {
              if (example.path("exact").asBoolean(false)) {
                assertThat(fault.problem()).isEqualTo(example.path("error").stringValue());
                assertThat(fault.line()).isEqualTo(example.path("line").intValue());
                assertThat(fault.column()).isEqualTo(example.path("column").intValue());
              }
            });
  }

  private static Map<String, @Nullable Object> environment() {
    JsonNode json = lines("/expr/environment.json").findFirst().orElseThrow();
    Map<String, @Nullable Object> all = new LinkedHashMap<>(ExprValues.environment(json));
    all.put("asInt", (NativeFunction) arguments -> NumberBuiltins.toInt(arguments.getFirst()));
    all.put("asFloat", (NativeFunction) arguments -> NumberBuiltins.toFloat(arguments.getFirst()));
    return all;
  }

  /** Floats, times and durations apart from the other values, as the recorded results have them. */
  private static JsonNode shown(@Nullable Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Boolean truth -> JSON.booleanNode(truth);
      case Long number ->
          number == number.intValue()
              ? JSON.numberNode(number.intValue())
              : JSON.numberNode(number);
      case Double number -> tagged("$float", ExprValues.text(number));
      case String text -> JSON.stringNode(text);
      case byte[] bytes -> tagged("$bytes", new String(bytes, StandardCharsets.ISO_8859_1));
      case ZonedDateTime time ->
          tagged("$time", dev.understack.language.go.TimeLayout.RFC3339_NANO.format(time));
      case Duration duration -> tagged("$duration", ExprValues.text(duration));
      case List<?> list -> {
        ArrayNode array = JSON.arrayNode();
        list.forEach(item -> array.add(shown(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, item) -> object.set(ExprValues.text(key), shown(item)));
        yield object;
      }
      default -> JSON.stringNode("?");
    };
  }

  private static JsonNode tagged(String tag, String text) {
    return JSON.objectNode().put(tag, text);
  }

  private static Stream<JsonNode> lines(String resource) {
    try (var file = ExprCasesTest.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
