package dev.understack.sensors.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * An RE2 regular expression that may match anywhere in a text, as Argo Events compares texts in
 * data filters. Most are plain words with dots, which are compared directly. Safe for several
 * threads.
 */
public final class TextPattern {
  private final String text;
  private final @Nullable PlainPattern plain;
  private final @Nullable Pattern pattern;
  private final String fault;

  private TextPattern(
      String text, @Nullable PlainPattern plain, @Nullable Pattern pattern, String fault) {
    this.text = text;
    this.plain = plain;
    this.pattern = pattern;
    this.fault = fault;
  }

  /** Compiles an RE2 expression; one that does not parse is kept with its fault. */
  public static TextPattern compile(String text) {
    PlainPattern plain = PlainPattern.parse(text).orElse(null);
    if (plain != null) {
      return new TextPattern(text, plain, null, "");
    }
    try {
      return new TextPattern(text, null, Pattern.compile(text), "");
    } catch (PatternSyntaxException e) {
      return new TextPattern(text, null, null, "regular expression: " + e.getMessage());
    }
  }

  /** The expression as written. */
  public String text() {
    return text;
  }

  /** Why it does not parse; empty when it does. */
  public String fault() {
    return fault;
  }

  /** Whether it matches somewhere in {@code value}; one that does not parse matches nothing. */
  public boolean matches(String value) {
    if (plain != null) {
      return plain.matches(value);
    }
    return pattern != null && pattern.matcher(value).find();
  }

  /**
   * A piece of text that every match holds, the longest that is known; empty when there is none.
   */
  public String certainPiece() {
    return plain != null ? plain.certainPiece() : CertainPiece.of(text);
  }
}
