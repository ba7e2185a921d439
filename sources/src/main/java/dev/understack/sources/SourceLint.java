package dev.understack.sources;

import dev.understack.language.LanguageException;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.Manifest;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SourceEvent;
import dev.understack.model.events.UnknownFields;
import dev.understack.sources.spi.EventSourceKind;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the faults of EventSource manifests offline, those of schedules and filters included. */
public final class SourceLint {
  private SourceLint() {}

  /**
   * Checks one EventSource manifest.
   *
   * @param unknown whether fields that Argo Events ignores are faults
   */
  public static List<Fault> check(Manifest manifest, UnknownFields unknown) {
    Faults faults = new Faults(manifest);
    EventSourceSpec spec = EventSourceSpec.read(manifest.object(), faults, unknown);
    ServiceLoader<EventSourceKind> kinds = ServiceLoader.load(EventSourceKind.class);
    for (SourceEvent event : spec.events()) {
      for (EventSourceKind kind : kinds) {
        if (kind.kind() == event.kind()) {
          kind.check(event.fields(faults));
        }
      }
      try {
        if (!event.filterExpression().isEmpty()) {
          ExpressionFilter _ = ExpressionFilter.compile(event.filterExpression());
        }
      } catch (LanguageException e) {
        faults.add(event.path() + ".filter.expression", String.valueOf(e.getMessage()));
      }
    }
    return faults.list();
  }
}
