package dev.understack.sensors.network;

import dev.understack.language.LanguageException;
import dev.understack.language.govaluate.DependencyCondition;
import dev.understack.model.KubeObject;
import dev.understack.model.events.EventDependency;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.TriggerSpec;
import dev.understack.sensors.parameter.ParameterException;
import dev.understack.sensors.trigger.ActionPlan;
import dev.understack.sensors.trigger.SensorIdentity;
import dev.understack.sensors.trigger.TriggerTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sensor ready to decide. What does not compile is a fault: the trigger or dependency stands
 * still, the rest works. Immutable; safe for several threads.
 */
public final class CompiledSensor {
  private final SensorIdentity identity;
  private final List<CompiledDependency> dependencies;
  private final List<CompiledTrigger> triggers;
  private final List<String> faults;

  private CompiledSensor(
      SensorIdentity identity,
      List<CompiledDependency> dependencies,
      List<CompiledTrigger> triggers,
      List<String> faults) {
    this.identity = identity;
    this.dependencies = List.copyOf(dependencies);
    this.triggers = List.copyOf(triggers);
    this.faults = List.copyOf(faults);
  }

  /** Compiles a sensor. */
  public static CompiledSensor compile(KubeObject object, SensorSpec spec, TriggerTypes types) {
    SensorIdentity identity =
        new SensorIdentity(
            object.namespace(), object.name(), spec.serviceAccountName(), object.annotations());
    List<String> faults = new ArrayList<>();
    Map<String, CompiledDependency> dependencies = new LinkedHashMap<>();
    for (EventDependency dependency : spec.dependencies()) {
      CompiledDependency compiled = CompiledDependency.compile(dependency);
      compiled.transform().fault().ifPresent(fault -> faults.add(dependency.name() + ": " + fault));
      dependencies.put(dependency.name(), compiled);
    }
    List<String> names = spec.dependencies().stream().map(EventDependency::name).toList();
    List<CompiledTrigger> triggers = new ArrayList<>();
    for (TriggerSpec trigger : spec.triggers()) {
      try {
        DependencyCondition condition = DependencyCondition.parse(trigger.conditions(), names);
        triggers.add(
            new CompiledTrigger(
                trigger,
                condition,
                ActionPlan.compile(identity, trigger, types),
                trigger.resets().stream().map(ResetSchedule::of).toList()));
      } catch (LanguageException | ParameterException e) {
        faults.add("trigger " + trigger.name() + " never starts: " + e.getMessage());
      }
    }
    return new CompiledSensor(identity, List.copyOf(dependencies.values()), triggers, faults);
  }

  /** {@code namespace/name}. */
  public String key() {
    return identity.key();
  }

  /** Who it is and whom it acts as. */
  public SensorIdentity identity() {
    return identity;
  }

  /** What does not work, in whole sentences. */
  public List<String> faults() {
    return faults;
  }

  /** The events that it listens to, each once. */
  public List<Interest> interests() {
    return dependencies.stream()
        .map(d -> new Interest(d.source(), d.subject()))
        .distinct()
        .toList();
  }

  /** An event of a source. */
  public record Interest(String source, String subject) {}

  List<CompiledDependency> dependencies() {
    return dependencies;
  }

  List<CompiledTrigger> triggers() {
    return triggers;
  }
}
