package dev.understack.sensors.filter;

import dev.understack.model.events.DataFilter;
import dev.understack.model.events.LogicalOperator;
import dev.understack.sensors.event.SensorEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The data filters of a dependency, joined by and or or. */
public final class DataChecks implements EventCheck {
  private final List<DataCheck> checks;
  private final LogicalOperator operator;

  public DataChecks(List<DataFilter> filters, LogicalOperator operator) {
    this.checks = filters.stream().map(DataCheck::new).toList();
    this.operator = operator;
  }

  @Override
  public Result check(SensorEvent event, List<FilterCheck> found) {
    if (checks.isEmpty() || !event.hasData()) {
      return Result.PASSED;
    }
    if (!event.isJson()) {
      return Result.failed("data filter error (event data not valid JSON)");
    }
    List<String> errors = new ArrayList<>();
    for (DataCheck check : checks) {
      FilterCheck result = check.check(event);
      found.add(result);
      switch (operator) {
        case AND -> {
          if (result.isError()) {
            return Result.failed(result.error());
          }
          if (!result.passed()) {
            return Result.REJECTED;
          }
        }
        case OR -> {
          if (result.passed()) {
            return Result.PASSED;
          }
          if (result.isError()) {
            errors.add(result.error());
          }
        }
      }
    }
    return switch (operator) {
      case AND -> Result.PASSED;
      case OR -> errors.isEmpty() ? Result.REJECTED : Result.failed(String.join("; ", errors));
    };
  }

  /** The first filter that can be looked up by the text at its path; only when all must pass. */
  Optional<DataCheck.Lookup> lookup() {
    return operator == LogicalOperator.OR
        ? Optional.empty()
        : checks.stream().flatMap(check -> check.lookup().stream()).findFirst();
  }
}
