package dev.understack.sensors;

import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.events.EventDependency;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SourceEvent;
import dev.understack.model.events.UnknownFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events that EventSources offer, by namespace: finds the dependencies that wait for an event
 * that no EventSource has, which Argo Events never tells. Immutable.
 */
public final class EventNames {
  /** Namespace to name of the EventSource to names of its events. */
  private final Map<String, Map<String, List<String>>> sources = new HashMap<>();

  private EventNames(Collection<KubeObject> eventSources) {
    for (KubeObject object : eventSources) {
      EventSourceSpec spec = EventSourceSpec.read(object, Faults.of(object), UnknownFields.IGNORE);
      sources
          .computeIfAbsent(object.namespace(), _ -> new HashMap<>())
          .put(object.name(), spec.events().stream().map(SourceEvent::name).toList());
    }
  }

  /** The events of these EventSource objects. */
  public static EventNames of(Collection<KubeObject> eventSources) {
    return new EventNames(eventSources);
  }

  /** Why a dependency of a sensor in this namespace waits in vain; empty when it does not. */
  public Optional<String> mismatch(String namespace, EventDependency dependency) {
    Map<String, List<String>> here = sources.getOrDefault(namespace, Map.of());
    List<String> events = here.get(dependency.eventSourceName());
    String waits = "dependency " + dependency.name() + " waits in vain: ";
    if (events == null) {
      String elsewhere =
          sources.entrySet().stream()
              .filter(entry -> entry.getValue().containsKey(dependency.eventSourceName()))
              .map(entry -> "; there is one in namespace " + entry.getKey())
              .sorted()
              .findFirst()
              .orElseGet(() -> suggestion(dependency.eventSourceName(), here.keySet()));
      return Optional.of(
          waits
              + "there is no EventSource "
              + dependency.eventSourceName()
              + " in namespace "
              + namespace
              + elsewhere);
    }
    if (!events.contains(dependency.eventName())) {
      return Optional.of(
          waits
              + "EventSource "
              + dependency.eventSourceName()
              + " has no event "
              + dependency.eventName()
              + suggestion(dependency.eventName(), events));
    }
    return Optional.empty();
  }

  private static String suggestion(String given, Collection<String> known) {
    if (known.isEmpty()) {
      return "";
    }
    String nearest =
        known.stream()
            .min(
                Comparator.<String>comparingInt(name -> distance(given, name))
                    .thenComparing(n -> n))
            .orElseThrow();
    return distance(given, nearest) <= Math.max(2, given.length() / 3)
        ? ", did you mean " + nearest + "?"
        : ", only " + String.join(", ", known.stream().sorted().toList());
  }

  /** How many characters must change. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(diagonal + change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
