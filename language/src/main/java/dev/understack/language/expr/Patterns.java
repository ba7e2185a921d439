package dev.understack.language.expr;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.LanguageException;

/** Regular expressions of RE2, whose time is linear in the text. */
final class Patterns {
  private Patterns() {}

  static Pattern compile(String source, int offset, String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException wrong) {
      throw new LanguageException(
          Expr.LANGUAGE, source, offset, String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
