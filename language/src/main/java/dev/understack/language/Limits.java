package dev.understack.language;

import java.time.Duration;

/**
 * What one evaluation of a manifest's text may use. Exceeding one ends the evaluation with a {@link
 * LanguageException}.
 *
 * @param time wall clock for one evaluation
 * @param outputBytes size of what one evaluation makes, intermediate values included, in bytes;
 *     languages count it approximately (characters of text, a few bytes per value)
 * @param depth nesting of calls and of values
 */
public record Limits(Duration time, long outputBytes, int depth) {
  /** Ample for manifests, small enough that a hostile event cannot stop the process. */
  public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), 64L << 20, 500);

  public Limits {
    if (time.isNegative() || time.isZero() || outputBytes <= 0 || depth <= 0) {
      throw new IllegalArgumentException("limits must be positive: " + time + ", " + outputBytes);
    }
  }
}
