package dev.understack.model.events;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a Sensor asks for.
 *
 * @param eventBusName name of the EventBus in the same namespace
 * @param replicas at least 1
 * @param serviceAccountName whom its triggers act as
 * @param dependencies what it waits for, in manifest order
 * @param triggers what it does, in manifest order
 */
public record SensorSpec(
    String eventBusName,
    int replicas,
    String serviceAccountName,
    List<EventDependency> dependencies,
    List<TriggerSpec> triggers) {

  public SensorSpec {
    dependencies = List.copyOf(dependencies);
    triggers = List.copyOf(triggers);
  }

  /** Reads the spec of a Sensor and adds every fault. */
  public static SensorSpec read(KubeObject object, Faults faults, UnknownFields unknown) {
    Fields spec = Fields.of(object, faults).objectOrEmpty("spec");
    List<EventDependency> dependencies =
        spec.list("dependencies", f -> EventDependency.read(f, unknown));
    if (dependencies.isEmpty()) {
      spec.fault("dependencies", "no event dependencies found");
    }
    List<TriggerSpec> triggers = spec.list("triggers", f -> TriggerSpec.read(f, unknown));
    if (triggers.isEmpty()) {
      spec.fault("triggers", "no triggers found");
    }
    Set<String> names = new HashSet<>();
    for (TriggerSpec trigger : triggers) {
      if (!trigger.name().isEmpty() && !names.add(trigger.name())) {
        faults.add(trigger.path(), "duplicate trigger name: " + trigger.name());
      }
    }
    SensorSpec result =
        new SensorSpec(
            spec.text("eventBusName", "default"),
            Math.max(1, (int) spec.integer("replicas", 1)),
            PodTemplate.serviceAccountName(spec, unknown),
            dependencies,
            triggers);
    unknown.check(spec, "errorOnFailedRound", "revisionHistoryLimit", "loggingFields");
    return result;
  }

  /**
   * Adds the faults that depend on the bus: a NATS Streaming bus cannot serve two dependencies on
   * one event. {@code bus} is null when the EventBus does not exist.
   */
  public void checkBus(@org.jspecify.annotations.Nullable KubeObject bus, Faults faults) {
    if (bus == null) {
      faults.add("spec.eventBusName", "nil eventbus: EventBus " + eventBusName + " does not exist");
      return;
    }
    JsonNode nats = bus.spec().path("nats");
    if (nats.isMissingNode()) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (EventDependency d : dependencies) {
      if (!seen.add(d.eventSourceName() + " " + d.eventName())) {
        faults.add(
            d.path(),
            "event '"
                + d.eventName()
                + "' from EventSource '"
                + d.eventSourceName()
                + "' is referenced for more than one dependency in this Sensor object");
      }
    }
  }

  /** The trigger with this name. */
  public Optional<TriggerSpec> trigger(String name) {
    return triggers.stream().filter(t -> t.name().equals(name)).findFirst();
  }
}
