package dev.understack.sources.calendar;

import dev.understack.model.Fields;
import dev.understack.model.events.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of a calendar event.
 *
 * @param schedule five cron fields; empty when there is an interval
 * @param excluded days on which it does not fire
 */
record CalendarOptions(
    String schedule,
    Optional<Duration> interval,
    ZoneId zone,
    Set<LocalDate> excluded,
    Optional<Persistence> persistence,
    Map<String, String> metadata) {

  CalendarOptions {
    excluded = Set.copyOf(excluded);
  }

  /**
   * Where the last fire is remembered.
   *
   * @param catchUp how far back missed fires are made up for; empty for not at all
   */
  record Persistence(String configMap, boolean create, Optional<Duration> catchUp) {}

  static CalendarOptions read(Fields f) {
    return new CalendarOptions(
        f.text("schedule"),
        f.text("schedule").isEmpty() ? DurationText.parse(f.text("interval")) : Optional.empty(),
        zone(f),
        excluded(f),
        f.object("persistence").flatMap(CalendarOptions::persistence),
        f.textMap("metadata"));
  }

  private static ZoneId zone(Fields f) {
    String text = f.text("timezone");
    try {
      return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException e) {
      f.fault("timezone", "invalid timezone \"" + text + "\"");
      return ZoneOffset.UTC;
    }
  }

  private static Set<LocalDate> excluded(Fields f) {
    Set<LocalDate> days = new HashSet<>();
    for (String entry : f.texts("exclusionDates")) {
      try {
        ExclusionDates.parse(entry).forEach(time -> days.add(time.toLocalDate()));
      } catch (DateTimeException e) {
        f.fault("exclusionDates", "expected EXDATE:20060102T150405Z, found \"" + entry + "\"");
      }
    }
    return days;
  }

  private static Optional<Persistence> persistence(Fields f) {
    Fields catchUp = f.objectOrEmpty("catchup");
    Optional<Duration> back =
        catchUp.bool("enabled", false)
            ? Optional.of(
                DurationText.parse(catchUp.text("maxDuration")).orElse(Duration.ofDays(36500)))
            : Optional.empty();
    return f.object("configMap")
        .map(map -> new Persistence(map.text("name"), map.bool("createIfNotExist", false), back));
  }
}
