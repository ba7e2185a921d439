package dev.understack.operations.http;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before each new attempt: doubling, with jitter, until the waits together exceed
 * the patience.
 *
 * @param first the longest first wait
 * @param longest no wait is longer
 * @param patience sum of all waits
 */
public record RetrySchedule(Duration first, Duration longest, Duration patience) {
  /** Outlasts a restart of the other side: about a minute. */
  public static final RetrySchedule STANDARD =
      new RetrySchedule(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(60));

  /** The wait before attempt {@code attempt + 1}; between half and all of the doubled time. */
  Duration delay(int attempt, RandomGenerator random) {
    long doubled = first.toMillis() << Math.min(attempt - 1, 20);
    long bounded = Math.max(2, Math.min(doubled, longest.toMillis()));
    return Duration.ofMillis(random.nextLong(bounded / 2, bounded + 1));
  }
}
