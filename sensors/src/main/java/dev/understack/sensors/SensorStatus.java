package dev.understack.sensors;

import dev.understack.cluster.ObjectCache;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.events.Conditions;
import dev.understack.model.events.SensorSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The conditions of a Sensor object, with Argo Events' reasons where it has them. */
final class SensorStatus {
  private static final String DEPENDENCIES = "DependenciesProvided";
  private static final String TRIGGERS = "TriggersProvided";
  private static final String DEPLOYED = "Deployed";

  /** Ours: every dependency waits for an event that some EventSource has. */
  private static final String MATCHED = "EventsMatched";

  /** Ours: the manifest has no field that Argo Events does not know, and so ignores. */
  private static final String KNOWN = "FieldsKnown";

  private SensorStatus() {}

  static Conditions conditions(
      KubeObject sensor, SensorRegistry registry, ObjectCache buses, EventNames names) {
    Conditions conditions = new Conditions();
    Optional<SensorRegistry.Entry> entry = registry.find(sensor.namespace() + "/" + sensor.name());
    if (entry.isEmpty()) {
      return conditions.unknown(DEPENDENCIES).unknown(TRIGGERS).unknown(DEPLOYED);
    }
    SensorSpec spec = entry.get().spec();
    Optional<KubeObject> bus = buses.find(sensor.namespace(), spec.eventBusName());
    Faults busFaults = Faults.of(sensor);
    bus.ifPresent(found -> spec.checkBus(found, busFaults));
    String dependencies =
        java.util.stream.Stream.concat(entry.get().faults().stream(), busFaults.list().stream())
            .filter(fault -> !fault.path().startsWith("spec.triggers"))
            .map(Fault::inObject)
            .collect(Collectors.joining("; "));
    String triggers =
        entry.get().faults().stream()
            .filter(fault -> fault.path().startsWith("spec.triggers"))
            .map(Fault::inObject)
            .collect(Collectors.joining("; "));
    state(conditions, DEPENDENCIES, "InvalidDependencies", dependencies);
    String standing = String.join("; ", entry.get().compiled().faults());
    state(conditions, TRIGGERS, "InvalidTriggers", triggers.isEmpty() ? standing : triggers);
    if (bus.isEmpty()) {
      conditions.failed(DEPLOYED, "EventBusNotFound", "EventBus not found.");
    } else {
      conditions.met(DEPLOYED, "", "");
    }
    List<String> mismatches =
        spec.dependencies().stream()
            .flatMap(d -> names.mismatch(sensor.namespace(), d).stream())
            .toList();
    state(conditions, MATCHED, "NoSuchEvent", String.join("; ", mismatches));
    String unknown =
        entry.get().unknown().stream().map(Fault::inObject).collect(Collectors.joining("; "));
    state(conditions, KNOWN, "UnknownFields", unknown);
    return conditions;
  }

  private static void state(Conditions conditions, String type, String reason, String problem) {
    if (problem.isEmpty()) {
      conditions.met(type, "", "");
    } else {
      conditions.failed(type, reason, problem);
    }
  }
}
