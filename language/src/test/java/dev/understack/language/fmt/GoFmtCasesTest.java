package dev.understack.language.fmt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.language.Limits;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoText;
import dev.understack.language.value.JsonValues;
import dev.understack.language.value.TypedList;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Formats, right and wrong ones, whose texts were recorded from Go's fmt. */
class GoFmtCasesTest {

  static Stream<Arguments> cases() throws Exception {
    try (InputStream in = GoFmtCasesTest.class.getResourceAsStream("/language/fmt-cases.json")) {
      return JsonMapper.builder()
          .build()
          .readTree(in)
          .valueStream()
          .map(c ->
              Arguments.of(c.get("format").asString(), c.get("args"), c.get("out").asString()));
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("cases")
  void formatsAsGo(String format, JsonNode arguments, String expected) {
    List<@Nullable Object> values = new ArrayList<>();
    arguments.forEach(a -> values.add(value(a.get("t").asString(), a.get("v"))));

    assertThat(new GoFmt(Limits.DEFAULT).sprintf(format, values)).isEqualTo(expected);
  }

  private static @Nullable Object value(String type, JsonNode value) {
    return switch (type) {
      case "int" -> value.longValue();
      case "int64" -> GoInteger.int64(value.longValue());
      case "uint8" -> new GoInteger(GoKind.UINT8, value.longValue());
      case "bytes" -> GoText.bytes("abc");
      case "strings" -> TypedList.ofStrings(value.valueStream().map(JsonNode::asString).toList());
      default -> JsonValues.value(value);
    };
  }
}
