package dev.understack.language.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.language.LanguageException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The script filters and transforms of Argo Events' own tests and examples. */
class ArgoScriptVectorsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Stream<Arguments> vectors(String area) throws Exception {
    try (InputStream in =
        ArgoScriptVectorsTest.class.getResourceAsStream("/language/lua-vectors.json")) {
      return JSON.readTree(in)
          .valueStream()
          .filter(v -> v.get("area").asString().equals(area))
          // An empty script is no filter; that is decided by the caller.
          .filter(v -> !v.get("input").get("script").asString().isEmpty())
          .map(v -> Arguments.of(v.get("name").asString(), v.get("input"), v.get("expected")));
    }
  }

  static Stream<Arguments> filters() throws Exception {
    return vectors("filter.script");
  }

  static Stream<Arguments> transforms() throws Exception {
    return vectors("transform.script");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void filtersAsArgo(String name, JsonNode input, JsonNode expected) {
    boolean pass = false;
    boolean error = false;
    try {
      JsonNode data = JSON.readTree(input.get("event").get("dataText").asString());
      pass = LuaScript.compile(input.get("script").asString()).accepts(data);
    } catch (LanguageException e) {
      error = true;
    }

    assertThat(pass).isEqualTo(expected.get("pass").asBoolean());
    assertThat(error).isEqualTo(expected.get("error").asBoolean());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("transforms")
  void transformsAsArgo(String name, JsonNode input, JsonNode expected) {
    JsonNode result = null;
    try {
      JsonNode data = JSON.readTree(input.get("dataText").asString());
      result = LuaScript.compile(input.get("script").asString()).transform(data);
    } catch (LanguageException e) {
      assertThat(expected.get("error").asBoolean()).as(e.getMessage()).isTrue();
    }

    if (!expected.get("error").asBoolean()) {
      assertThat(result).isEqualTo(JSON.readTree(expected.get("dataText").asString()));
    }
  }
}
