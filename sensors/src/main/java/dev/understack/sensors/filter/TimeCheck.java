package dev.understack.sensors.filter;

import dev.understack.model.events.TimeFilter;
import dev.understack.sensors.event.SensorEvent;
import java.time.Instant;
import java.util.List;

/** The time filter of a dependency: a window of the day for the time of the event. */
public record TimeCheck(TimeFilter filter) implements EventCheck {

  @Override
  public Result check(SensorEvent event, List<FilterCheck> found) {
    Instant time = event.context().time();
    boolean passed = filter.contains(time);
    found.add(
        FilterCheck.of(
            "time from " + filter.start() + " to " + filter.stop() + " " + filter.zone(),
            time.toString(),
            passed));
    return Result.of(passed);
  }
}
