package dev.understack.sources.calendar;

import dev.understack.language.cron.CronSchedule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When a calendar event fires. Pure. */
final class FireTimes {
  private final CalendarOptions options;
  private final Optional<CronSchedule> cron;

  FireTimes(CalendarOptions options) {
    this.options = options;
    this.cron =
        options.schedule().isEmpty()
            ? Optional.empty()
            : Optional.of(CronSchedule.parseFields(options.schedule(), options.zone()));
  }

  /** The first time after {@code time} on a day that is not excluded. */
  Optional<Instant> after(Instant time) {
    Optional<Instant> next = step(time);
    while (next.isPresent() && isExcluded(next.get())) {
      next = step(next.get());
    }
    return next;
  }

  private Optional<Instant> step(Instant time) {
    return cron.isPresent()
        ? cron.get().next(time)
        : options
            .interval()
            .filter(interval -> interval.isPositive())
            .map(interval -> time.truncatedTo(ChronoUnit.SECONDS).plus(interval));
  }

  private boolean isExcluded(Instant time) {
    return options.excluded().contains(time.atZone(options.zone()).toLocalDate());
  }
}
