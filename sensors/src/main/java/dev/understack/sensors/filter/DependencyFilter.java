package dev.understack.sensors.filter;

import dev.understack.model.events.DependencyFilters;
import dev.understack.model.events.LogicalOperator;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.filter.EventCheck.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All filters of a dependency, compiled: expressions, data, context, time and script, in this
 * order. Safe for several threads.
 */
public final class DependencyFilter {
  private final List<EventCheck> checks;
  private final boolean present;
  private final LogicalOperator operator;
  private final Optional<DataChecks> data;

  private DependencyFilter(
      List<EventCheck> checks,
      boolean present,
      LogicalOperator operator,
      Optional<DataChecks> data) {
    this.checks = checks;
    this.present = present;
    this.operator = operator;
    this.data = data;
  }

  /** Compiles the filters; what does not parse becomes an error of each event. */
  public static DependencyFilter compile(
      Optional<DependencyFilters> filters, LogicalOperator operator) {
    if (filters.isEmpty()) {
      return new DependencyFilter(List.of(), false, operator, Optional.empty());
    }
    DependencyFilters given = filters.get();
    List<EventCheck> checks = new ArrayList<>();
    if (!given.expressions().isEmpty()) {
      checks.add(new ExpressionChecks(given.expressions(), given.expressionsOperator()));
    }
    Optional<DataChecks> data = Optional.empty();
    if (!given.data().isEmpty()) {
      DataChecks all = new DataChecks(given.data(), given.dataOperator());
      checks.add(all);
      data = Optional.of(all);
    }
    given.context().ifPresent(context -> checks.add(new ContextCheck(context)));
    given.time().ifPresent(time -> checks.add(new TimeCheck(time)));
    if (!given.script().isEmpty()) {
      checks.add(ScriptCheck.compile(given.script()));
    }
    return new DependencyFilter(List.copyOf(checks), true, operator, data);
  }

  /** Checks an event whose data is transformed already. */
  public Outcome check(SensorEvent event) {
    List<FilterCheck> found = new ArrayList<>();
    if (!present) {
      return new Outcome(true, "", found);
    }
    boolean all = true;
    boolean any = false;
    List<String> errors = new ArrayList<>();
    for (EventCheck check : checks) {
      Result result = check.check(event, found);
      switch (operator) {
        case AND -> {
          if (result.isError()) {
            return new Outcome(false, result.error(), found);
          }
          all &= result.passed();
        }
        case OR -> {
          if (result.isError() && check instanceof ScriptCheck) {
            return new Outcome(false, result.error(), found);
          }
          any |= result.passed();
          if (result.isError()) {
            errors.add(result.error());
          }
        }
      }
    }
    return switch (operator) {
      case AND -> new Outcome(all, "", found);
      case OR -> new Outcome(any && errors.isEmpty(), String.join("; ", errors), found);
    };
  }

  /** A comparison that every passing event satisfies and that can be looked up, if there is one. */
  public Optional<Lookup> lookup() {
    return operator == LogicalOperator.OR
        ? Optional.empty()
        : data.flatMap(DataChecks::lookup)
            .map(found -> new Lookup(found.path().text(), found.patterns(), found.label()));
  }

  /**
   * A comparison of the text at a path with patterns of which one must match.
   *
   * @param label as {@link FilterCheck#filter} shows it
   */
  public record Lookup(String path, List<TextPattern> patterns, String label) {
    public Lookup {
      patterns = List.copyOf(patterns);
    }
  }

  /**
   * What all filters together made of an event.
   *
   * @param error why it is rejected although no filter said so; empty otherwise
   * @param checks what each filter found, as far as they were asked
   */
  public record Outcome(boolean passed, String error, List<FilterCheck> checks) {
    public Outcome {
      checks = List.copyOf(checks);
    }
  }
}
