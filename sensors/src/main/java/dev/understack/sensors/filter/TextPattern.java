package dev.understack.sensors.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that may match anywhere in a text. Most are plain words with dots, which are
 * compared directly. Safe for several threads.
 */
public final class TextPattern {
  private static final String META = "\\+*?()|[]{}^$";

  private final String text;
  private final boolean plain;
  private final @Nullable Pattern pattern;
  private final String fault;

  private TextPattern(String text, boolean plain, @Nullable Pattern pattern, String fault) {
    this.text = text;
    this.plain = plain;
    this.pattern = pattern;
    this.fault = fault;
  }

  /** Compiles an RE2 expression; one that does not parse is kept with its fault. */
  public static TextPattern compile(String text) {
    boolean plain = text.chars().noneMatch(c -> META.indexOf(c) >= 0 || c > 0x7f);
    if (plain) {
      return new TextPattern(text, true, null, "");
    }
    try {
      return new TextPattern(text, false, Pattern.compile(text), "");
    } catch (PatternSyntaxException e) {
      return new TextPattern(text, false, null, "regular expression: " + e.getMessage());
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

  /** Whether it matches somewhere in {@code value}. */
  public boolean matches(String value) {
    if (plain) {
      return text.indexOf('.') < 0 ? value.contains(text) : containsWithDots(value);
    }
    return pattern != null && pattern.matcher(value).find();
  }

  /** The longest piece of text that every match holds; empty when none is certain. */
  public String certainPiece() {
    if (!plain) {
      return "";
    }
    String longest = "";
    for (String piece : text.split("\\.", -1)) {
      longest = piece.length() > longest.length() ? piece : longest;
    }
    return longest;
  }

  private boolean containsWithDots(String value) {
    int last = value.length() - text.length();
    for (int start = 0; start <= last; start++) {
      if (matchesAt(value, start)) {
        return true;
      }
    }
    return false;
  }

  /** A dot stands for any character but a line feed; value and text are compared by chars. */
  private boolean matchesAt(String value, int start) {
    int at = start;
    for (int i = 0; i < text.length(); i++, at++) {
      if (at >= value.length()) {
        return false;
      }
      char expected = text.charAt(i);
      char found = value.charAt(at);
      if (expected == '.' ? found == '\n' : found != expected) {
        return false;
      }
      if (expected == '.' && Character.isHighSurrogate(found)) {
        at++;
      }
    }
    return true;
  }
}
