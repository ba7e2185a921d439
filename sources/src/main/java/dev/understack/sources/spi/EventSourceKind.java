package dev.understack.sources.spi;

import dev.understack.model.Fields;
import dev.understack.model.events.SourceKind;

/**
 * A kind of event source; one class for each, found by {@link java.util.ServiceLoader}. Safe for
 * several threads.
 */
public interface EventSourceKind {

  /** Which kind of the manifest this class runs. */
  SourceKind kind();

  /**
   * Adds the faults of one event's settings that {@link SourceKind#check} cannot find, because they
   * need a language: schedules, expressions, patterns.
   */
  void check(Fields config);

  /**
   * Starts to receive one event. Returns at once; what goes wrong later is reported to {@link
   * SourceContext#health} and tried again for ever.
   */
  RunningSource start(SourceContext context);
}
