package dev.understack.model.events;

import dev.understack.model.Fields;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A regular moment at which half-met conditions are forgotten.
 *
 * @param cron five cron fields
 * @param zone where the moment is counted
 */
public record ConditionsReset(String cron, ZoneId zone) {

  static ConditionsReset read(Fields f) {
    Optional<Fields> byTime = f.object("byTime");
    if (byTime.isEmpty()) {
      f.fault("", "invalid conditionsReset");
    }
    Fields time = f.objectOrEmpty("byTime");
    String cron = time.text("cron");
    if (byTime.isPresent() && cron.trim().split("\\s+").length != 5) {
      time.fault("cron", "invalid cron expression \"" + cron + "\"");
    }
    return new ConditionsReset(cron, TimeFilter.zone(time, "timezone"));
  }
}
