package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.cron.CronSchedule;
import dev.understack.language.go.GoDuration;
import dev.understack.language.go.TimeLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

/** Any text is a schedule, a duration, a layout and a time, or gives a fault. */
public final class CronFuzz {
  private static final Instant TIME = Instant.parse("2024-02-28T23:59:59Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private CronFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    faultsOnly(() -> check(CronSchedule.parse(text, ZONE)));
    faultsOnly(() -> check(CronSchedule.parseWithSeconds(text, ZONE)));
    faultsOnly(() -> GoDuration.format(GoDuration.parse(text)));
    faultsOnly(() -> TimeLayout.RFC3339.format(TimeLayout.RFC3339.parse(text)));
    faultsOnly(() -> TimeLayout.of(text).parse(TimeLayout.of(text).format(TIME)));
  }

  private static void check(CronSchedule schedule) {
    if (schedule.next(TIME).filter(next -> !next.isAfter(TIME)).isPresent()
        || schedule.previous(TIME).filter(previous -> !previous.isBefore(TIME)).isPresent()) {
      throw new IllegalStateException("not after or not before");
    }
  }

  private static void faultsOnly(Runnable run) {
    try {
      run.run();
    } catch (LanguageException expected) {
      // A fault is an answer.
    }
  }
}
