package dev.understack.language.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** {@code @every}: a fixed delay of whole seconds, at least one. */
record EverySchedule(Duration delay) implements CronSchedule {
  static EverySchedule of(Duration delay) {
    Duration whole = delay.truncatedTo(ChronoUnit.SECONDS);
    return new EverySchedule(
        whole.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : whole);
  }

  @Override
  public Optional<Instant> next(Instant time) {
    return Optional.of(time.truncatedTo(ChronoUnit.SECONDS).plus(delay));
  }

  @Override
  public Optional<Instant> previous(Instant time) {
    return Optional.empty();
  }
}
