package dev.understack.workflows.cron;

import dev.understack.language.LanguageException;
import dev.understack.language.cron.CronSchedule;
import dev.understack.model.workflow.CronSpec;
import dev.understack.workflows.core.CallException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The times of a cron workflow: those of all its schedules together. Immutable. */
final class CronTimes {
  private final List<CronSchedule> schedules;

  private CronTimes(List<CronSchedule> schedules) {
    this.schedules = schedules;
  }

  /**
   * Reads the schedules.
   *
   * @throws CallException when one is malformed or the time zone is not known
   */
  static CronTimes of(CronSpec spec) {
    if (spec.schedules().isEmpty()) {
      throw new CallException("cron workflow must have at least one schedule");
    }
    ZoneId zone = zone(spec.timezone());
    List<CronSchedule> schedules = new ArrayList<>();
    for (String schedule : spec.schedules()) {
      try {
        schedules.add(CronSchedule.parse(schedule, zone));
      } catch (LanguageException e) {
        throw new CallException("cron schedule " + schedule + " is malformed: " + e.problem());
      }
    }
    return new CronTimes(List.copyOf(schedules));
  }

  /**
   * Checks the schedules.
   *
   * @throws CallException as {@link #of}
   */
  static void check(CronSpec spec) {
    if (of(spec).schedules.isEmpty()) {
      throw new CallException("cron workflow must have at least one schedule");
    }
  }

  /** What the schedules look like, to tell whether they were changed. */
  static String text(CronSpec spec) {
    String zone = spec.timezone().isEmpty() ? "" : "CRON_TZ=" + spec.timezone() + " ";
    return zone + String.join(",", spec.schedules());
  }

  private static ZoneId zone(String name) {
    try {
      return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new CallException("invalid timezone \"" + name + "\": " + e.getMessage());
    }
  }

  /** The first time after {@code time}. */
  Optional<Instant> next(Instant time) {
    return schedules.stream()
        .flatMap(schedule -> schedule.next(time).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * The latest time that was missed and may still be made up.
   *
   * @param last when the workflow was last scheduled
   * @param startingDeadlineSeconds how late a run may start
   */
  Optional<Instant> missed(Instant last, long startingDeadlineSeconds, Instant now) {
    return schedules.stream()
        .flatMap(schedule -> schedule.previous(now).stream())
        .filter(time -> time.isAfter(last))
        .filter(time -> now.isBefore(time.plusSeconds(startingDeadlineSeconds)))
        .max(Comparator.naturalOrder());
  }
}
