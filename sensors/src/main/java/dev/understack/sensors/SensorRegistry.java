package dev.understack.sensors;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EventBuses;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.events.EventDependency;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.TriggerSpec;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.network.ActionRows;
import dev.understack.sensors.network.CompiledSensor;
import dev.understack.sensors.runner.DeadLetters;
import dev.understack.sensors.transform.DataTransform;
import dev.understack.sensors.transform.DataTransform.TransformException;
import dev.understack.sensors.trigger.ActionPlan;
import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.sensors.trigger.TriggerTypes;
import dev.understack.store.NewAction;
import dev.understack.store.StoredAction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sensors that are present, compiled once for each change of their spec or annotations. One
 * thread updates, others read.
 */
public final class SensorRegistry implements DeadLetters {
  private static final String START_FROM = "understack.dev/start-from";

  private final TriggerTypes types;
  private final EventBuses buses;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  public SensorRegistry(TriggerTypes types, EventBuses buses) {
    this.types = types;
    this.buses = buses;
  }

  /**
   * A sensor.
   *
   * @param fingerprint what it was compiled from
   * @param faults what Argo Events refuses about it; it does not run then
   * @param unknown fields that nobody knows; they are ignored
   * @param since from when on events are for it, if its bus has not seen it before
   */
  public record Entry(
      String fingerprint,
      SensorSpec spec,
      List<Fault> faults,
      List<Fault> unknown,
      CompiledSensor compiled,
      Instant since) {}

  /** Takes over the present objects; only what has changed is compiled. */
  public void update(List<KubeObject> objects) {
    Map<String, KubeObject> present = new LinkedHashMap<>();
    objects.forEach(object -> present.put(object.namespace() + "/" + object.name(), object));
    entries.keySet().retainAll(present.keySet());
    present.forEach((key, object) -> {
      String fingerprint = object.uid() + Json.write(object.spec()) + object.annotations();
      Entry known = entries.get(key);
      if (known == null || !known.fingerprint().equals(fingerprint)) {
        entries.put(key, compile(object, fingerprint));
      }
    });
  }

  /** The sensor with this key ({@code namespace/name}). */
  public Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The usable sensors of a bus. */
  public List<Entry> onBus(String namespace, String bus) {
    return entries.values().stream()
        .filter(entry -> entry.faults().isEmpty())
        .filter(entry -> entry.compiled().identity().namespace().equals(namespace))
        .filter(entry -> entry.spec().eventBusName().equals(bus))
        .sorted(java.util.Comparator.comparing(entry -> entry.compiled().key()))
        .toList();
  }

  @Override
  public Optional<NewAction> follow(StoredAction action) {
    Entry entry = entries.get(action.sensor());
    if (entry == null) {
      return Optional.empty();
    }
    return entry
        .spec()
        .trigger(action.trigger())
        .flatMap(TriggerSpec::deadLetterTrigger)
        .map(dead -> ActionPlan.compile(entry.compiled().identity(), dead, types))
        .map(plan -> ActionRows.row(entry.compiled().identity(), plan, events(entry, action)));
  }

  /** The request of an action, made anew from its events; empty without its sensor and trigger. */
  public Optional<ObjectNode> request(StoredAction action) {
    return find(action.sensor())
        .flatMap(entry ->
            entry
                .spec()
                .trigger(action.trigger())
                .map(trigger -> ActionPlan.compile(entry.compiled().identity(), trigger, types))
                .map(plan -> plan.request(events(entry, action))));
  }

  /** The events of an action as its sensor saw them. */
  private Map<String, SensorEvent> events(Entry entry, StoredAction action) {
    Map<String, SensorEvent> events = new LinkedHashMap<>();
    String namespace = entry.compiled().identity().namespace();
    for (Map.Entry<String, JsonNode> met :
        action.request().path(ActionRequest.EVENTS).properties()) {
      Optional<BusEvent> event =
          buses.of(namespace, entry.spec().eventBusName()).find(met.getValue().asString(""));
      event.ifPresent(found -> events.put(met.getKey(), seen(entry, met.getKey(), found)));
    }
    return events;
  }

  private static SensorEvent seen(Entry entry, String dependency, BusEvent event) {
    SensorEvent whole = SensorEvent.of(event);
    try {
      return entry.spec().dependencies().stream()
          .filter(d -> d.name().equals(dependency))
          .map(EventDependency::transform)
          .map(DataTransform::compile)
          .map(transform -> transform.apply(whole))
          .findFirst()
          .orElse(whole);
    } catch (TransformException e) {
      // The sensor was changed since; the event itself is better than none.
      return whole;
    }
  }

  private Entry compile(KubeObject object, String fingerprint) {
    Faults faults = Faults.of(object);
    SensorSpec spec = SensorSpec.read(object, faults, UnknownFields.IGNORE);
    CompiledSensor compiled = CompiledSensor.compile(object, spec, types);
    boolean beginning = object.annotations().getOrDefault(START_FROM, "").equals("beginning");
    Instant since =
        beginning ? Instant.EPOCH : object.creationTimestamp().orElse(Instant.EPOCH.plusMillis(1));
    return new Entry(fingerprint, spec, faults.list(), unknown(object, faults), compiled, since);
  }

  private static List<Fault> unknown(KubeObject object, Faults known) {
    Faults strict = Faults.of(object);
    SensorSpec _ = SensorSpec.read(object, strict, UnknownFields.REJECT);
    return strict.list().stream().filter(fault -> !known.list().contains(fault)).toList();
  }
}
