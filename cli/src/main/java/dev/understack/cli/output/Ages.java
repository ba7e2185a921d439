package dev.understack.cli.output;

import java.time.Duration;
import java.time.Instant;

/** Durations as kubectl shows ages: the two units that matter. */
public final class Ages {
  private Ages() {}

  /** Age of an RFC 3339 time; {@code <unknown>} when it is empty. */
  public static String since(String time, Instant now) {
    return time.isEmpty() ? "<unknown>" : of(Duration.between(Instant.parse(time), now));
  }

  /** A duration in at most two units. */
  public static String of(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 600) {
      return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    if (seconds < 3 * 3600) {
      return seconds / 60 + "m";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + "h";
    }
    return seconds / 86_400 + "d";
  }
}
