package dev.understack.sensors.filter;

import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.govaluate.Govaluate;
import dev.understack.language.value.JsonValues;
import dev.understack.model.events.ExpressionFilter;
import dev.understack.model.events.LogicalOperator;
import dev.understack.sensors.event.SensorEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The expression filters of a dependency, joined by and or or. */
public final class ExpressionChecks implements EventCheck {
  private final List<Compiled> filters;
  private final LogicalOperator operator;

  public ExpressionChecks(List<ExpressionFilter> filters, LogicalOperator operator) {
    this.filters = filters.stream().map(Compiled::of).toList();
    this.operator = operator;
  }

  @Override
  public Result check(SensorEvent event, List<FilterCheck> found) {
    if (filters.isEmpty() || !event.hasData()) {
      return Result.PASSED;
    }
    if (!event.isJson()) {
      return Result.failed("expr filter error (event data not valid JSON)");
    }
    List<String> errors = new ArrayList<>();
    for (Compiled filter : filters) {
      if (filter.places().isEmpty()) {
        continue; // Argo Events does not evaluate an expression without fields
      }
      FilterCheck result = filter.check(event);
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

  /** The faults of expressions that do not parse. */
  public List<String> faults() {
    return filters.stream().map(Compiled::fault).filter(fault -> !fault.isEmpty()).toList();
  }

  private record Compiled(
      ExpressionFilter filter, List<Place> places, @Nullable Govaluate expression, String fault) {

    static Compiled of(ExpressionFilter filter) {
      List<Place> places = filter.fields().stream().map(Place::of).toList();
      try {
        return new Compiled(filter, places, Govaluate.parse(filter.expression()), "");
      } catch (LanguageException e) {
        return new Compiled(filter, places, null, String.valueOf(e.getMessage()));
      }
    }

    FilterCheck check(SensorEvent event) {
      String label = "expr " + filter.expression();
      Map<String, @Nullable Object> values = new HashMap<>();
      StringBuilder shown = new StringBuilder();
      for (Place place : places) {
        GjsonResult value = event.get(place.path);
        if (!value.exists()) {
          return FilterCheck.failed(label, "path '" + place.path.text() + "' does not exist");
        }
        values.put(place.name, JsonValues.value(value.value()));
        shown
            .append(shown.isEmpty() ? "" : ", ")
            .append(place.name)
            .append('=')
            .append(place.shown.value(value.string()));
      }
      if (expression == null) {
        return FilterCheck.failed(label, fault);
      }
      try {
        boolean passed = Boolean.TRUE.equals(expression.evaluate(values));
        return FilterCheck.of(label, shown.toString(), passed);
      } catch (LanguageException e) {
        return new FilterCheck(label, shown.toString(), false, String.valueOf(e.getMessage()));
      }
    }
  }

  /** A variable of an expression and where in the event its value is. */
  private record Place(String name, GjsonPath path, Shown shown) {
    static Place of(ExpressionFilter.Field field) {
      return new Place(field.name(), GjsonPath.compile(field.path()), Shown.at(field.path()));
    }
  }
}
