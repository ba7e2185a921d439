package dev.understack.language.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.NativeFunction;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.value.JsonValues;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates whose results, errors included, were recorded from Go. */
class GoTemplateCasesTest {
  private static final Limits SLOW_MACHINE = new Limits(Duration.ofMinutes(5), 64L << 20, 500);

  static Stream<Arguments> plainCases() throws Exception {
    return cases("/language/template-cases.json");
  }

  static Stream<Arguments> sprigCases() throws Exception {
    return cases("/language/sprig-cases.json");
  }

  private static Stream<Arguments> cases(String resource) throws Exception {
    try (InputStream in = GoTemplateCasesTest.class.getResourceAsStream(resource)) {
      JsonNode groups = JsonMapper.builder().build().readTree(in);
      return groups
          .valueStream()
          .flatMap(group ->
              group
                  .get("cases")
                  .valueStream()
                  .map(c -> Arguments.of(c.get("template").asString(), c, group.get("data"))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plainCases")
  void behavesAsGo(String template, JsonNode expected, JsonNode data) {
    check(template, expected, data, Map.of());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sprigCases")
  void behavesAsSprig(String template, JsonNode expected, JsonNode data) {
    check(template, expected, data, Sprig.functions());
  }

  private static void check(
      String template,
      JsonNode expected,
      JsonNode data,
      Map<String, ? extends NativeFunction> functions) {
    String result;
    try {
      result =
          Template.compile("t", template, functions).execute(JsonValues.value(data), SLOW_MACHINE);
    } catch (LanguageException e) {
      result = "error: " + e.getMessage();
    }

    assertThat(result)
        .isEqualTo(
            expected.has("error")
                ? "error: " + expected.get("error").asString()
                : expected.get("out").asString());
  }
}
