package dev.understack.language.govaluate;

import dev.understack.language.LanguageException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code when} of a step, a task or a metric, after its tags were replaced. */
public final class When {
  private static final String LANGUAGE = "when";

  private When() {}

  /**
   * Whether {@code text} is true; an empty text is.
   *
   * @throws LanguageException whose problem is the text that Argo gives
   */
  public static boolean isTrue(String text) {
    if (text.isEmpty()) {
      return true;
    }
    Object value = value(text);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw notBoolean(text, value);
  }

  /**
   * The {@code when} of a cron workflow: names are names there, and none has a value.
   *
   * @throws LanguageException whose problem is the text that Argo gives
   */
  public static boolean isTrueOfCron(String text) {
    if (text.isEmpty()) {
      return true;
    }
    Object value = Govaluate.parse(text).evaluate(Map.of());
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw notBoolean(text, value);
  }

  private static @Nullable Object value(String text) {
    Govaluate compiled;
    try {
      compiled = Govaluate.parseWords(text);
    } catch (LanguageException invalid) {
      String hint =
          invalid.problem().contains("Invalid token")
              ? " (hint: try wrapping the affected expression in quotes (\"))"
              : "";
      throw new LanguageException(
          LANGUAGE,
          text,
          invalid.offset(),
          "Invalid 'when' expression '" + text + "': " + invalid.problem() + hint,
          invalid);
    }
    try {
      return compiled.evaluate(Map.of());
    } catch (LanguageException failed) {
      throw new LanguageException(
          LANGUAGE,
          text,
          failed.offset(),
          "Failed to evaluate 'when' expresion '" + text + "': " + failed.problem(),
          failed);
    }
  }

  private static LanguageException notBoolean(String text, @Nullable Object value) {
    return new LanguageException(
        LANGUAGE,
        text,
        "Expected boolean evaluation for '" + text + "'. Got " + Values.text(value));
  }
}
