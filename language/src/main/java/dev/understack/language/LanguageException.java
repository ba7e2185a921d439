package dev.understack.language;

import org.jspecify.annotations.Nullable;

/**
 * A text in one of the small languages that cannot be used, or whose evaluation failed.
 *
 * <p>{@link #getMessage()} is complete: the language, the place, what was expected and found, and
 * the line of the text with a mark under the place.
 */
public class LanguageException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int NO_PLACE = -1;
  private static final int EXCERPT = 80;

  private final String language;
  private final String source;
  private final String problem;
  private final int offset;
  private final int line;
  private final int column;

  /**
   * A fault at one place of the text.
   *
   * @param language name for messages, for example {@code jq}
   * @param source the whole text
   * @param offset index into {@code source} in chars; its length means the end of the text
   * @param problem what was expected and what was found, without a full stop
   */
  public LanguageException(String language, String source, int offset, String problem) {
    this(language, source, offset, problem, null);
  }

  /** A fault of the evaluation as a whole, with no place in the text. */
  public LanguageException(String language, String source, String problem) {
    this(language, source, NO_PLACE, problem, null);
  }

  /** As the others, with a cause; {@code offset} may be -1 for no place. */
  public LanguageException(
      String language, String source, int offset, String problem, @Nullable Throwable cause) {
    super(message(language, source, clamp(source, offset), problem), cause);
    this.language = language;
    this.source = source;
    this.problem = problem;
    this.offset = clamp(source, offset);
    this.line = this.offset < 0 ? 0 : lineOf(source, this.offset);
    this.column = this.offset < 0 ? 0 : this.offset - lineStart(source, this.offset) + 1;
  }

  /** Name of the language. */
  public String language() {
    return language;
  }

  /** The whole text at fault. */
  public String source() {
    return source;
  }

  /** What was expected and found, without language, place and excerpt. */
  public String problem() {
    return problem;
  }

  /** Index into {@link #source()}, -1 when the fault has no place. */
  public int offset() {
    return offset;
  }

  /** Line counted from 1, 0 when the fault has no place. */
  public int line() {
    return line;
  }

  /** Column in chars counted from 1, 0 when the fault has no place. */
  public int column() {
    return column;
  }

  private static int clamp(String source, int offset) {
    return Math.max(NO_PLACE, Math.min(offset, source.length()));
  }

  private static String message(String language, String source, int offset, String problem) {
    if (offset < 0) {
      return language + ": " + problem;
    }
    int start = lineStart(source, offset);
    int end = source.indexOf('\n', offset);
    end = end < 0 ? source.length() : end;
    int from = Math.max(start, offset - EXCERPT / 2);
    int to = Math.min(end, from + EXCERPT);
    return language
        + ": "
        + lineOf(source, offset)
        + ":"
        + (offset - start + 1)
        + ": "
        + problem
        + "\n  "
        + source.substring(from, to).replace('\t', ' ').replace('\r', ' ')
        + "\n  "
        + " ".repeat(offset - from)
        + "^";
  }

  private static int lineOf(String source, int offset) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      if (source.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  private static int lineStart(String source, int offset) {
    return offset == 0 ? 0 : source.lastIndexOf('\n', offset - 1) + 1;
  }
}
