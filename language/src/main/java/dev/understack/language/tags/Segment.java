package dev.understack.language.tags;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a text with tags. */
sealed interface Segment {
  /** Text that stays. */
  record Literal(String text) implements Segment {}

  /** {@code {{name}}}; {@link #body} is what stands between the braces. */
  record Simple(String body, int offset) implements Segment {
    String name() {
      return body.strip();
    }
  }

  /**
   * {@code {{=expression}}}.
   *
   * @param compiled null when the expression does not compile
   * @param fault what is wrong when it does not
   * @param late the variables of later passes that it mentions: it waits until they are there
   */
  record Expression(
      String body,
      int offset,
      @Nullable Expr compiled,
      @Nullable LanguageException fault,
      List<List<String>> late)
      implements Segment {
    private static final List<String> LATE =
        List.of(
            "item",
            "retries",
            "lastRetry.exitCode",
            "lastRetry.status",
            "lastRetry.duration",
            "lastRetry.message",
            "workflow.status",
            "workflow.failures");

    static Expression of(String body, int offset) {
      List<List<String>> late =
          LATE.stream()
              .filter(path -> Expr.mentions(body, path))
              .map(path -> List.of(path.split("\\.", -1)))
              .toList();
      try {
        return new Expression(body, offset, Expr.compile(body, Dialect.WORKFLOWS), null, late);
      } catch (LanguageException wrong) {
        return new Expression(body, offset, null, wrong, late);
      }
    }
  }
}
