package dev.understack.model.events;

import dev.understack.model.Fields;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Waiting times between attempts: {@code connectionBackoff} and {@code retryStrategy}.
 *
 * <p>The wait before the next attempt is {@code d + random * jitter * d}; then d becomes {@code d *
 * factor}.
 *
 * @param initial the first d
 * @param factor growth from one wait to the next
 * @param jitter share of d that is added at most
 * @param steps attempts in all, the first one included
 */
public record Backoff(Duration initial, double factor, double jitter, int steps) {
  /** What Argo Events uses when an object gives none: five attempts one to two seconds apart. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), 1, 1, 5);

  private static final Duration LONGEST = Duration.ofDays(1);

  public Backoff {
    if (steps <= 0) {
      steps = DEFAULT.steps;
    }
  }

  /** Reads a backoff object; what is absent has the default. */
  public static Backoff read(Fields fields) {
    Duration initial = DEFAULT.initial;
    JsonNode given = fields.any("duration");
    if (given != null) {
      Optional<Duration> duration = DurationText.read(given);
      if (duration.isEmpty() || duration.get().isNegative()) {
        fields.fault(
            "duration",
            "invalid backoff configuration: expected nanoseconds or a duration such as 10s, found "
                + Fields.kindOf(given));
      }
      initial = duration.orElse(initial);
    }
    return new Backoff(
        initial,
        amount(fields, "factor", DEFAULT.factor),
        amount(fields, "jitter", DEFAULT.jitter),
        (int) fields.integer("steps", DEFAULT.steps));
  }

  /**
   * The wait after a failed attempt.
   *
   * @param attempt the attempt that failed, counted from 1
   * @param random a number from 0 up to 1
   */
  public Duration pauseAfter(int attempt, double random) {
    double base = initial.toNanos() * Math.pow(factor, attempt - 1d);
    double nanos = base + random * jitter * base;
    return nanos >= LONGEST.toNanos() ? LONGEST : Duration.ofNanos((long) nanos);
  }

  /** Whether another attempt follows after so many. */
  public boolean allowsAfter(int attempts) {
    return attempts < steps;
  }

  private static double amount(Fields fields, String name, double absent) {
    String text = fields.anyText(name).orElse("");
    if (text.isEmpty()) {
      return absent;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      fields.fault(
          name, "invalid backoff configuration: expected a number, found \"" + text + "\"");
      return absent;
    }
  }
}
