package dev.understack.language.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.language.LanguageException;
import dev.understack.language.value.GoJson;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Templates whose results, errors included, were recorded from Go's text/template. */
class GoTemplateCasesTest {

  static Stream<JsonNode> cases() throws Exception {
    try (InputStream in =
        GoTemplateCasesTest.class.getResourceAsStream("/language/template-cases.json")) {
      return JsonMapper.builder().build().readTree(in).valueStream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void behavesAsGo(JsonNode testCase) {
    String text = testCase.get("template").asString();

    String result;
    try {
      result = Template.compile("t", text, Map.of()).execute(GoJson.value(testCase.get("data")));
    } catch (LanguageException e) {
      result = "error: " + e.getMessage();
    }

    String expected =
        testCase.has("error")
            ? "error: " + testCase.get("error").asString()
            : testCase.get("out").asString();
    assertThat(result).as(text).isEqualTo(expected);
  }
}
