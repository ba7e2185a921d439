package dev.understack.sensors.network;

import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.network.JoinState.Join;
import dev.understack.sensors.network.JoinState.Met;
import dev.understack.store.NewAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The conditions of triggers while one event is decided. The newest event of a dependency takes the
 * place of an older one; a trigger that fires forgets everything it had. For one decision.
 */
final class Joins {
  private final Verdicts verdicts;
  private final Map<String, SensorState> states;
  private final Map<String, SensorState> changed = new LinkedHashMap<>();
  private final List<NewAction> actions = new ArrayList<>();

  Joins(Verdicts verdicts, Map<String, SensorState> states) {
    this.verdicts = verdicts;
    this.states = states;
  }

  Map<String, SensorState> changed() {
    return changed;
  }

  List<NewAction> actions() {
    return actions;
  }

  /** Whether events at this position are for the sensor. */
  boolean wants(CompiledSensor sensor, long position) {
    return position > state(sensor).start();
  }

  /** A dependency is met: fires or remembers. */
  void met(CompiledSensor sensor, CompiledDependency dependency, SensorEvent event) {
    for (CompiledTrigger trigger : sensor.triggers()) {
      if (trigger.condition().dependencies().contains(dependency.name())) {
        met(sensor, trigger, dependency, event);
      }
    }
  }

  /** A dependency could not be asked: that goes to the dead letters, to be decided again. */
  void failed(
      CompiledSensor sensor, CompiledDependency dependency, SensorEvent event, String error) {
    actions.add(ActionRows.failure(sensor.identity(), dependency.name(), event, error));
  }

  private void met(
      CompiledSensor sensor,
      CompiledTrigger trigger,
      CompiledDependency dependency,
      SensorEvent event) {
    SensorState state = state(sensor);
    Map<String, Met> events = valid(sensor, trigger, state.joins(), event);
    events.put(dependency.name(), new Met(dependency.digest(), event));
    String condition = trigger.condition().expression();
    JoinState next;
    if (trigger.condition().holds(events.keySet())) {
      Map<String, SensorEvent> given = new HashMap<>();
      events.forEach((name, met) -> given.put(name, met.event()));
      NewAction action = ActionRows.row(sensor.identity(), trigger.plan(), given);
      actions.add(action);
      verdicts.fired(sensor.key(), trigger.name(), action.key());
      next = state.joins().with(trigger.name(), new Join(condition, Map.of()));
    } else {
      verdicts.waiting(sensor.key(), trigger.name(), condition, events.keySet());
      next = state.joins().with(trigger.name(), new Join(condition, events));
    }
    if (!next.equals(state.joins())) {
      changed.put(sensor.key(), state.with(next));
    }
  }

  /** What the trigger has that still counts: same condition, same dependency, after the reset. */
  private static Map<String, Met> valid(
      CompiledSensor sensor, CompiledTrigger trigger, JoinState joins, SensorEvent event) {
    Map<String, Met> valid = new LinkedHashMap<>();
    Join join = joins.triggers().get(trigger.name());
    if (join == null || !join.condition().equals(trigger.condition().expression())) {
      return valid;
    }
    Optional<java.time.Instant> reset = trigger.lastReset(event.context().time());
    for (CompiledDependency dependency : sensor.dependencies()) {
      Met met = join.events().get(dependency.name());
      boolean counts =
          met != null
              && met.digest().equals(dependency.digest())
              && reset.map(r -> met.event().context().time().isAfter(r)).orElse(true);
      if (counts) {
        valid.put(dependency.name(), met);
      }
    }
    return valid;
  }

  private SensorState state(CompiledSensor sensor) {
    SensorState known = changed.get(sensor.key());
    if (known == null) {
      known = states.get(sensor.key());
    }
    return known == null ? SensorState.startingAfter(0) : known;
  }
}
