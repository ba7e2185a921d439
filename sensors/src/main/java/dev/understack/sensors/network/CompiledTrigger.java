package dev.understack.sensors.network;

import dev.understack.language.govaluate.DependencyCondition;
import dev.understack.model.events.TriggerSpec;
import dev.understack.sensors.trigger.ActionPlan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A trigger ready to fire.
 *
 * @param plan how it makes a request of events
 * @param resets when half-met conditions are forgotten
 */
record CompiledTrigger(
    TriggerSpec spec, DependencyCondition condition, ActionPlan plan, List<ResetSchedule> resets) {

  CompiledTrigger {
    resets = List.copyOf(resets);
  }

  String name() {
    return spec.name();
  }

  /** The last moment up to {@code time} at which half-met conditions were forgotten. */
  Optional<Instant> lastReset(Instant time) {
    return resets.stream()
        .flatMap(reset -> reset.previous(time).stream())
        .max(java.util.Comparator.naturalOrder());
  }
}
