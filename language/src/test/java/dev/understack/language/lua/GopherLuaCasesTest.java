package dev.understack.language.lua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Transforms whose results, errors included, were recorded from gopher-lua 1.1.2. */
class GopherLuaCasesTest {

  static Stream<Arguments> cases() throws Exception {
    try (InputStream in =
        GopherLuaCasesTest.class.getResourceAsStream("/language/lua-cases.json")) {
      JsonNode file = JsonMapper.builder().build().readTree(in);
      return file.get("cases")
          .valueStream()
          .map(c -> Arguments.of(c.get("script").asString(), c, file.get("data")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void behavesAsGopherLua(String script, JsonNode expected, JsonNode data) {
    if (expected.has("syntax")) {
      assertThatThrownBy(() -> LuaScript.compile(script)).isInstanceOf(LanguageException.class);
      return;
    }

    String result;
    try {
      result = LuaScript.compile(script).transform(data).toString();
    } catch (LanguageException e) {
      result = "error: " + e.problem();
    }

    assertThat(result)
        .isEqualTo(
            expected.has("error")
                ? "error: " + expected.get("error").asString()
                : expected.get("out").toString());
  }
}
