package dev.understack.sensors.network;

import dev.understack.language.cron.CronSchedule;
import dev.understack.model.events.ConditionsReset;
import java.time.Instant;
import java.util.Optional;

/** A regular moment at which half-met conditions are forgotten. */
record ResetSchedule(CronSchedule cron) {

  static ResetSchedule of(ConditionsReset spec) {
    return new ResetSchedule(CronSchedule.parseFields(spec.cron(), spec.zone()));
  }

  /** The last such moment before {@code time}. */
  Optional<Instant> previous(Instant time) {
    return cron.previous(time);
  }
}
