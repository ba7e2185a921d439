package dev.understack.language.expr;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks names before an evaluation. */
final class Checker {
  private Checker() {}

  static void check(String text, Node root, Map<String, ? extends @Nullable Object> environment) {
    for (String name : Names.of(root)) {
      if (!environment.containsKey(name) && !name.equals("$env")) {
        throw new dev.understack.language.LanguageException(
            Expr.LANGUAGE, text, 0, "unknown name " + name);
      }
    }
  }
}
