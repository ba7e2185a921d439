package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.lua.LuaScript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any text is a script that gives a table, or a fault of the script, within its limits. */
public final class LuaFuzz {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 4 << 20, 50);
  private static final JsonNode EVENT =
      JsonMapper.shared()
          .readTree(
              """
              {"a": 1, "b": "text", "f": false, "l": [1, "two", null, {"k": "v"}],
               "d": {"x": {"y": "deep"}}, "u": "h\u00e9llo"}\
              """);

  private LuaFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      LuaScript.compile(text).transform(EVENT, LIMITS);
    } catch (LanguageException expected) {
      // A fault is an answer.
    }
  }
}
