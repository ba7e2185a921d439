package dev.understack.sensors.filter;

import dev.understack.sensors.event.SensorEvent;
import java.util.List;

/** One kind of filters of a dependency. Safe for several threads. */
interface EventCheck {

  /** Checks the event and adds what each filter found to {@code checks}. */
  Result check(SensorEvent event, List<FilterCheck> checks);

  /**
   * The verdict of one kind.
   *
   * @param error why there is none; empty when there is
   */
  record Result(boolean passed, String error) {
    static final Result PASSED = new Result(true, "");
    static final Result REJECTED = new Result(false, "");

    static Result of(boolean passed) {
      return passed ? PASSED : REJECTED;
    }

    static Result failed(String error) {
      return new Result(false, error);
    }

    boolean isError() {
      return !error.isEmpty();
    }
  }
}
