package dev.understack.language.tags;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
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
   */
  record Expression(
      String body, int offset, @Nullable Expr compiled, @Nullable LanguageException fault)
      implements Segment {
    static Expression of(String body, int offset) {
      try {
        return new Expression(body, offset, Expr.compile(body, Dialect.WORKFLOWS), null);
      } catch (LanguageException wrong) {
        return new Expression(body, offset, null, wrong);
      }
    }
  }
}
