package dev.understack.language.cron;

import dev.understack.language.LanguageException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When something recurs. Immutable, safe for several threads.
 *
 * <p>Times are wall clock times of a zone: one that a clock change skips does not happen, one that
 * it repeats happens twice. If both day fields are restricted, either may match.
 */
public sealed interface CronSchedule permits FieldSchedule, EverySchedule {
  /** Name for messages. */
  String LANGUAGE = "cron";

  /**
   * Reads minute, hour, day of month, month and day of week, or a descriptor such as {@code
   * @hourly} or {@code @every 1h30m}.
   *
   * @param zone for schedules without a prefix {@code TZ=...} or {@code CRON_TZ=...}
   * @throws LanguageException whose problem is the library's text
   */
  static CronSchedule parse(String spec, ZoneId zone) {
    return new CronParser(spec, zone).parse(CronParser.Fields.STANDARD, true);
  }

  /** As {@link #parse} without descriptors, as the calendars and resets of Argo Events read it. */
  static CronSchedule parseFields(String spec, ZoneId zone) {
    return new CronParser(spec, zone).parse(CronParser.Fields.STANDARD, false);
  }

  /** As {@link #parseFields} with seconds in front and an optional day of week at the end. */
  static CronSchedule parseWithSeconds(String spec, ZoneId zone) {
    return new CronParser(spec, zone).parse(CronParser.Fields.WITH_SECONDS, false);
  }

  /** The first time after {@code time}; empty when there is none within five years. */
  Optional<Instant> next(Instant time);

  /**
   * The last time before {@code time}; empty when there is none within five years, and for
   * {@code @every}, whose times depend on its start.
   */
  Optional<Instant> previous(Instant time);
}
