package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoText;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON and Base64. */
final class CodecBuiltins {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  static final Map<String, Builtins.Function> ALL =
      Map.of(
          "toJSON", CodecBuiltins::toJson,
          "fromJSON", CodecBuiltins::fromJson,
          "toBase64", CodecBuiltins::toBase64,
          "fromBase64", CodecBuiltins::fromBase64);

  private CodecBuiltins() {}

  /** The value of a JSON text. */
  static @Nullable Object parsed(String text) {
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree.isMissingNode()) {
        throw new FunctionException("unexpected end of JSON input");
      }
      return ExprValues.of(tree);
    } catch (JacksonException wrong) {
      throw new FunctionException("invalid JSON: " + wrong.getOriginalMessage());
    }
  }

  private static Object toJson(Arguments arguments) {
    arguments.expect(1, 1);
    return JsonText.indented(arguments.value(0));
  }

  private static @Nullable Object fromJson(Arguments arguments) {
    arguments.expect(1, 1);
    return parsed(arguments.text(0));
  }

  private static Object toBase64(Arguments arguments) {
    arguments.expect(1, 1);
    return Base64.getEncoder().encodeToString(GoText.bytes(arguments.text(0)));
  }

  private static Object fromBase64(Arguments arguments) {
    arguments.expect(1, 1);
    String text = arguments.text(0).replace("\n", "").replace("\r", "");
    try {
      if (text.length() % 4 == 0) {
        return GoText.of(Base64.getDecoder().decode(text));
      }
    } catch (IllegalArgumentException wrong) {
      // Reported below.
    }
    throw new FunctionException("illegal base64 data");
  }
}
