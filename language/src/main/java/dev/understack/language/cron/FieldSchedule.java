package dev.understack.language.cron;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A schedule of fields, each a set of numbers as bits.
 *
 * @param anyDay whether one of the two day fields is a star: then both must match
 */
record FieldSchedule(
    long seconds,
    long minutes,
    long hours,
    long daysOfMonth,
    long months,
    long daysOfWeek,
    boolean anyDay,
    ZoneId zone)
    implements CronSchedule {
  private static final int YEARS = 5;

  @Override
  public Optional<Instant> next(Instant time) {
    ZonedDateTime at = time.atZone(zone).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    int limit = at.getYear() + YEARS;
    while (at.getYear() <= limit) {
      if (!has(months, at.getMonthValue())) {
        at = at.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay(zone);
      } else if (!dayMatches(at)) {
        at = at.toLocalDate().plusDays(1).atStartOfDay(zone);
      } else if (!has(hours, at.getHour())) {
        at = startOfHour(at).plusHours(1);
      } else if (!has(minutes, at.getMinute())) {
        at = at.minusSeconds(at.getSecond()).plusMinutes(1);
      } else if (!has(seconds, at.getSecond())) {
        at = at.plusSeconds(1);
      } else {
        return Optional.of(at.toInstant());
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<Instant> previous(Instant time) {
    ZonedDateTime at = time.minusNanos(1).atZone(zone).truncatedTo(ChronoUnit.SECONDS);
    int limit = at.getYear() - YEARS;
    while (at.getYear() >= limit) {
      if (!has(months, at.getMonthValue())) {
        at = at.toLocalDate().withDayOfMonth(1).atStartOfDay(zone).minusSeconds(1);
      } else if (!dayMatches(at)) {
        at = at.toLocalDate().atStartOfDay(zone).minusSeconds(1);
      } else if (!has(hours, at.getHour())) {
        at = startOfHour(at).minusSeconds(1);
      } else if (!has(minutes, at.getMinute())) {
        at = at.minusSeconds(at.getSecond() + 1L);
      } else if (!has(seconds, at.getSecond())) {
        at = at.minusSeconds(1);
      } else {
        return Optional.of(at.toInstant());
      }
    }
    return Optional.empty();
  }

  private boolean dayMatches(ZonedDateTime at) {
    boolean ofMonth = has(daysOfMonth, at.getDayOfMonth());
    boolean ofWeek = has(daysOfWeek, at.getDayOfWeek().getValue() % 7);
    return anyDay ? ofMonth && ofWeek : ofMonth || ofWeek;
  }

  /** Counts back on the time line, so that a repeated hour is left one by one. */
  private static ZonedDateTime startOfHour(ZonedDateTime at) {
    return at.minusSeconds(at.getMinute() * 60L + at.getSecond());
  }

  private static boolean has(long bits, int number) {
    return ((bits >>> number) & 1) != 0;
  }
}
