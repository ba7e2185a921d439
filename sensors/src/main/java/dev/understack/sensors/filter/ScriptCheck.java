package dev.understack.sensors.filter;

import dev.understack.sensors.event.SensorEvent;
import java.util.List;

/** The script filter of a dependency. */
record ScriptCheck(String script) implements EventCheck {
  static ScriptCheck compile(String text) {
    return new ScriptCheck(text);
  }

  @Override
  public Result check(SensorEvent event, List<FilterCheck> checks) {
    return Result.failed("scripts are not available in this build");
  }
}
