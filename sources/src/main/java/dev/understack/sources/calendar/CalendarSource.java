package dev.understack.sources.calendar;

import dev.understack.language.LanguageException;
import dev.understack.language.cron.CronSchedule;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.events.SourceKind;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceContext;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events at the times of a cron schedule or at regular intervals. */
public final class CalendarSource implements EventSourceKind {

  @Override
  public SourceKind kind() {
    return SourceKind.CALENDAR;
  }

  @Override
  public void check(Fields config) {
    CalendarOptions options = CalendarOptions.read(config);
    try {
      if (!options.schedule().isEmpty()) {
        CronSchedule _ = CronSchedule.parseFields(options.schedule(), options.zone());
      }
    } catch (LanguageException e) {
      config.fault(
          "schedule", "failed to parse schedule " + options.schedule() + ": " + e.problem());
    }
  }

  @Override
  public RunningSource start(SourceContext context) {
    Faults faults = Faults.of(KubeObject.of(JsonNodeFactory.instance.objectNode()));
    CalendarOptions options = CalendarOptions.read(context.event().fields(faults));
    faults.throwIfAny();
    return CalendarClock.start(context, options);
  }
}
