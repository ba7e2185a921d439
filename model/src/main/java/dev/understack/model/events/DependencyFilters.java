package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.List;
import java.util.Optional;

/**
 * The filters of a dependency.
 *
 * @param expressions expressions over fields of the data
 * @param expressionsOperator how they combine
 * @param data comparisons of fields of the data
 * @param dataOperator how they combine
 * @param context comparison of CloudEvent attributes
 * @param time a window of the day
 * @param script a Lua program that returns whether the event passes; empty for none
 */
public record DependencyFilters(
    List<ExpressionFilter> expressions,
    LogicalOperator expressionsOperator,
    List<DataFilter> data,
    LogicalOperator dataOperator,
    Optional<ContextFilter> context,
    Optional<TimeFilter> time,
    String script) {

  public DependencyFilters {
    expressions = List.copyOf(expressions);
    data = List.copyOf(data);
  }

  /** Reads {@code filters} and adds every fault. */
  public static DependencyFilters read(Fields f, UnknownFields unknown) {
    DependencyFilters result =
        new DependencyFilters(
            f.list("exprs", e -> ExpressionFilter.read(e, unknown)),
            LogicalOperator.read(f, "exprLogicalOperator"),
            f.list("data", d -> DataFilter.read(d, unknown)),
            LogicalOperator.read(f, "dataLogicalOperator"),
            f.object("context").map(c -> ContextFilter.read(c, unknown)),
            f.object("time").map(t -> TimeFilter.read(t, unknown)),
            f.text("script"));
    unknown.check(f);
    return result;
  }
}
