package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.template.Template;
import dev.understack.language.value.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Any text is a template that gives text, or a fault of the template, within its limits. */
public final class TemplateFuzz {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 4 << 20, 50);
  private static final String DATA =
      """
      {"a": 1, "b": "text", "c": [1, 2, 3], "d": {"x": {"y": "deep"}, "n": null}, "e": "",
       "f": false, "t": true, "n": null, "l": [], "m": {}, "names": ["bob", "alice"]}\
      """;

  private TemplateFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      Template.compile("t", text, Sprig.functions()).execute(JsonValues.parse(DATA), LIMITS);
    } catch (LanguageException expected) {
      // A fault is an answer.
    }
  }
}
