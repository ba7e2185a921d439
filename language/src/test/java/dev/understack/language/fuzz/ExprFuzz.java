package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Any text gives a value or a fault of expr, within its limits. */
public final class ExprFuzz {
  private static final Limits LIMITS = new Limits(Duration.ofMillis(200), 4 << 20, 200);
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);
  private static final Map<String, Object> ENVIRONMENT =
      Map.of(
          "s", "text",
          "f", 2.5,
          "t", true,
          "list", List.of(3.0, 1.0, 2.0),
          "words", List.of("pear", "fig"),
          "item", Map.of("name", "a", "tags", List.of("x", "y")),
          "objs", List.of(Map.of("n", "a", "v", 1.0), Map.of("n", "b", "v", 2.0)));

  private ExprFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    for (Dialect dialect : Dialect.values()) {
      try {
        Expr.compile(text, dialect).evaluate(ENVIRONMENT, LIMITS, CLOCK);
      } catch (LanguageException expected) {
        // A fault is an answer.
      }
    }
  }
}
