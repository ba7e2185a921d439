package dev.understack.model.events;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an EventSource asks for.
 *
 * @param eventBusName name of the EventBus in the same namespace
 * @param replicas at least 1
 * @param serviceAccountName whom it acts as
 * @param events its events, in manifest order
 */
public record EventSourceSpec(
    String eventBusName, int replicas, String serviceAccountName, List<SourceEvent> events) {

  public EventSourceSpec {
    events = List.copyOf(events);
  }

  /** Reads the spec of an EventSource and adds every fault. */
  public static EventSourceSpec read(KubeObject object, Faults faults, UnknownFields unknown) {
    Fields spec = Fields.of(object, faults).objectOrEmpty("spec");
    List<SourceEvent> events = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SourceKind kind : SourceKind.values()) {
      spec.objectMap(kind.field(), fields -> fields)
          .forEach((name, config) -> {
            if (!names.add(name)) {
              config.fault("", "more than one \"" + name + "\" found in the spec");
            }
            kind.check(config);
            unknown.check(config, kind.known());
            events.add(new SourceEvent(kind, name, config.tree(), config.path()));
          });
    }
    if (events.stream().map(e -> e.kind().recreated()).distinct().count() > 1) {
      spec.fault(
          "",
          "event sources with rolling update and recreate update strategy can not be put together");
    }
    EventSourceSpec result =
        new EventSourceSpec(
            spec.text("eventBusName", "default"),
            Math.max(1, (int) spec.integer("replicas", 1)),
            PodTemplate.serviceAccountName(spec, unknown),
            events);
    unknown.check(spec, "service");
    return result;
  }

  /** The event with this name. */
  public Optional<SourceEvent> event(String name) {
    return events.stream().filter(e -> e.name().equals(name)).findFirst();
  }
}
