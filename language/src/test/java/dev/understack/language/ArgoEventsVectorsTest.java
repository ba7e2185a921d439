package dev.understack.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.language.cron.CronSchedule;
import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.govaluate.DependencyCondition;
import dev.understack.language.govaluate.Govaluate;
import dev.understack.language.kube.LabelRequirement;
import dev.understack.language.tags.DottedNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the programs of Argo Events do with expressions, selectors, conditions and schedules. */
class ArgoEventsVectorsTest {
  static Stream<Arguments> sensorFilters() {
    return area("filter.expr");
  }

  static Stream<Arguments> sourceFilters() {
    return area("eventsource.filter");
  }

  static Stream<Arguments> conditionTexts() {
    return area("conditions.expression");
  }

  static Stream<Arguments> conditionTruth() {
    return area("conditions.evaluate");
  }

  static Stream<Arguments> labelSelectors() {
    return area("resource.labelSelector");
  }

  static Stream<Arguments> schedules() {
    return area("cron.previous");
  }

  static Stream<Arguments> dottedKeys() {
    return area("expand.keys");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sensorFilters")
  void expression_filters_of_sensors(String name, JsonNode input, JsonNode expected) {
    JsonNode filter = input.path("filters").path(0);
    JsonNode data = json(input.path("event").path("dataText").stringValue());
    boolean pass = false;
    boolean error = false;
    try {
      Map<String, @Nullable Object> parameters = new HashMap<>();
      for (JsonNode field : filter.path("fields")) {
        parameters.put(
            field.path("name").stringValue(),
            ExprValues.of(at(data, field.path("path").stringValue())));
      }
      pass =
          Boolean.TRUE.equals(
              Govaluate.parse(filter.path("expr").stringValue()).evaluate(parameters));
    } catch (LanguageException failed) {
      error = true;
    }
    assertThat(pass).isEqualTo(expected.path("pass").booleanValue());
    assertThat(error).isEqualTo(expected.path("error").booleanValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sourceFilters")
  void filters_of_event_sources(String name, JsonNode input, JsonNode expected) {
    Map<String, @Nullable Object> variables = new HashMap<>();
    ExprValues.environment(json(input.path("dataText").stringValue()))
        .forEach((key, value) -> variables.put(key.replace('-', '_'), value));
    Map<String, @Nullable Object> environment = DottedNames.expand(variables);
    environment.putAll(ArgoFunctions.with(Map.of()));
    boolean proceed = false;
    boolean error = false;
    try {
      proceed =
          Expr.compile(input.path("expression").stringValue(), Dialect.EVENTS)
              .evaluateBoolean(environment);
    } catch (LanguageException failed) {
      error = true;
    }
    assertThat(proceed).isEqualTo(expected.path("proceed").booleanValue());
    assertThat(error).isEqualTo(expected.path("error").booleanValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditionTexts")
  void conditions_become_expressions(String name, JsonNode input, JsonNode expected) {
    String expression = null;
    try {
      expression = condition(input).expression();
    } catch (LanguageException unusable) {
      assertThat(expected.path("usable").booleanValue()).as(unusable.getMessage()).isFalse();
    }
    assertThat(expression).isEqualTo(expected.path("expression").stringValue(null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditionTruth")
  void conditions_hold(String name, JsonNode input, JsonNode expected) {
    assertThat(condition(input).holds(new HashSet<>(texts(input.path("received")))))
        .isEqualTo(expected.path("fires").booleanValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("labelSelectors")
  void label_selectors_of_resource_sources(String name, JsonNode input, JsonNode expected) {
    Map<String, String> labels = new HashMap<>();
    input
        .path("labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().stringValue()));
    boolean matches = true;
    for (JsonNode selector : input.path("selectors")) {
      String operation = selector.path("operation").stringValue();
      String value = selector.path("value").stringValue();
      matches &=
          LabelRequirement.of(
                  selector.path("key").stringValue(),
                  operation.isEmpty() ? LabelRequirement.Operator.EQUALS : operator(operation),
                  value.isEmpty() && (operation.equals("exists") || operation.equals("!"))
                      ? List.of()
                      : List.of(value.split(",", -1)))
              .matches(labels);
    }
    assertThat(matches).isEqualTo(expected.path("matches").booleanValue());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schedules")
  void schedules_look_back(String name, JsonNode input, JsonNode expected) {
    JsonNode from = input.path("from");
    ZoneId zone = ZoneId.of(from.path("zone").stringValue("UTC"));
    CronSchedule schedule = CronSchedule.parseWithSeconds(input.path("spec").stringValue(), zone);

    Optional<Instant> previous = schedule.previous(instant(from));

    assertThat(previous.isEmpty()).isEqualTo(expected.path("error").booleanValue());
    if (previous.isPresent()) {
      assertThat(previous).contains(instant(expected.path("previous")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dottedKeys")
  void dotted_keys_expand(String name, JsonNode input, JsonNode expected) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    input
        .path("map")
        .properties()
        .forEach(entry -> map.put(entry.getKey(), ExprValues.of(entry.getValue())));

    assertThat(ExprValues.json(DottedNames.expand(map)).toString())
        .isEqualTo(ExprValues.json(ExprValues.of(expected.path("map"))).toString());
  }

  private static LabelRequirement.Operator operator(String text) {
    return Stream.of(LabelRequirement.Operator.values())
        .filter(operator -> operator.text().equals(text))
        .findFirst()
        .orElseThrow();
  }

  private static DependencyCondition condition(JsonNode input) {
    return DependencyCondition.parse(
        input.path("conditions").stringValue(), texts(input.path("dependencies")));
  }

  private static Instant instant(JsonNode time) {
    return time.has("instant")
        ? ZonedDateTime.parse(time.path("instant").stringValue()).toInstant()
        : LocalDateTime.parse(time.path("local").stringValue()).toInstant(ZoneOffset.UTC);
  }

  private static JsonNode at(JsonNode data, String path) {
    JsonNode at = data;
    for (String name : path.split("\\.", -1)) {
      at = at.get(name);
      if (at == null) {
        throw new LanguageException("path", path, "does not exist");
      }
    }
    return at;
  }

  private static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(item -> all.add(item.stringValue()));
    return all;
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static Stream<Arguments> area(String name) {
    try (var file =
        ArgoEventsVectorsTest.class.getResourceAsStream("/language/argo-events-vectors.jsonl")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(ArgoEventsVectorsTest::json)
          .filter(vector -> vector.path("area").stringValue().equals(name))
          .map(vector ->
              Arguments.of(
                  vector.path("name").stringValue(),
                  vector.path("input"),
                  vector.path("expected")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
