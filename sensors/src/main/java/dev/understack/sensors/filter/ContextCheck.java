package dev.understack.sensors.filter;

import dev.understack.model.events.ContextFilter;
import dev.understack.sensors.event.EventContext;
import dev.understack.sensors.event.SensorEvent;
import java.util.List;

/** The context filter of a dependency: attributes that the event must have. */
public record ContextCheck(ContextFilter filter) implements EventCheck {

  @Override
  public Result check(SensorEvent event, List<FilterCheck> found) {
    EventContext context = event.context();
    boolean type = equal("type", filter.type(), context.type(), found);
    boolean subject = equal("subject", filter.subject(), context.subject(), found);
    boolean source = equal("source", filter.source(), context.source(), found);
    boolean content =
        equal("datacontenttype", filter.dataContentType(), context.dataContentType(), found);
    boolean passed = type && subject && source && content;
    return Result.of(passed);
  }

  private static boolean equal(
      String attribute, String wanted, String given, List<FilterCheck> found) {
    if (wanted.isEmpty()) {
      return true;
    }
    boolean passed = wanted.equals(given);
    found.add(FilterCheck.of("context " + attribute + " = " + wanted, given, passed));
    return passed;
  }
}
