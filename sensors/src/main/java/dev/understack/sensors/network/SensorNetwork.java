package dev.understack.sensors.network;

import dev.understack.bus.BusEvent;
import dev.understack.model.Json;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.filter.DependencyFilter.Outcome;
import dev.understack.sensors.transform.DataTransform.TransformException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The decision core: all sensors of one bus, compiled into one network.
 *
 * <p>{@link #decide} is a pure function of the event and the states: it has no clock, no threads
 * and no input or output, so that the same events always lead to the same decisions, live, after a
 * restart, in a replay and in a test of manifests. Time is the time of the event.
 *
 * <p>It is built for many sensors on one source. The event finds its listeners by the names of
 * source and event. A transform that several dependencies share runs once. A path that several
 * filters share is looked for once. And a dependency whose first filter compares a text is not
 * asked at all unless that text is among its values: one pass over the text finds the dependencies
 * for which it is.
 *
 * <p>What one sensor does wrong is its own verdict and disturbs no other.
 *
 * <p>Immutable; safe for several threads.
 */
public final class SensorNetwork {
  private final Map<String, EventNode> nodes = new HashMap<>();
  private final ObjectNode description = JsonNodeFactory.instance.objectNode();
  private final String digest;

  private SensorNetwork(Stream<Listener> all) {
    Map<String, List<Listener>> listeners = new LinkedHashMap<>();
    all.forEach(listener -> {
      CompiledDependency dependency = listener.dependency();
      listeners
          .computeIfAbsent(key(dependency.source(), dependency.subject()), _ -> new ArrayList<>())
          .add(listener);
    });
    listeners.forEach((key, list) -> {
      EventNode node = EventNode.of(list);
      nodes.put(key, node);
      node.describe(description.putArray(key));
    });
    this.digest = Digest.of(Json.write(description));
  }

  /** Compiles the sensors of one bus. */
  public static SensorNetwork of(Collection<CompiledSensor> sensors) {
    return new SensorNetwork(
        sensors.stream()
            .sorted(Comparator.comparing(CompiledSensor::key))
            .flatMap(sensor -> sensor.dependencies().stream().map(d -> Listener.of(sensor, d))));
  }

  /** One dependency of a sensor alone, to decide on an event again. */
  public static SensorNetwork of(CompiledSensor sensor, String dependency) {
    return new SensorNetwork(
        sensor.dependencies().stream()
            .filter(candidate -> candidate.name().equals(dependency))
            .map(candidate -> Listener.of(sensor, candidate)));
  }

  /** Names {@link #description} in decisions. */
  public String digest() {
    return digest;
  }

  /** Who listens to what: explains decisions that name {@link #digest}. Read only. */
  public ObjectNode description() {
    return description;
  }

  /**
   * Decides on one event.
   *
   * @param states the states of sensors; one that has none starts with the first event
   */
  public Decision decide(BusEvent event, Map<String, SensorState> states) {
    Verdicts verdicts = new Verdicts(digest);
    EventNode node = nodes.get(key(event.source(), event.subject()));
    if (node == null) {
      return new Decision(verdicts.record(), Map.of(), List.of());
    }
    Joins joins = new Joins(verdicts, states);
    SensorEvent whole = SensorEvent.of(event);
    for (int i = 0; i < node.groups().size(); i++) {
      decide(event.position(), whole, i, node.groups().get(i), verdicts, joins);
    }
    return new Decision(verdicts.record(), joins.changed(), joins.actions());
  }

  private static void decide(
      long position,
      SensorEvent whole,
      int index,
      EventNode.Group group,
      Verdicts verdicts,
      Joins joins) {
    SensorEvent event;
    try {
      event = group.transform().apply(whole);
    } catch (TransformException e) {
      String error = String.valueOf(e.getMessage());
      verdicts.transformFailed(index, error);
      group.listeners().stream()
          .filter(listener -> joins.wants(listener.sensor(), position))
          .forEach(listener ->
              joins.failed(listener.sensor(), listener.dependency(), whole, "transform: " + error));
      return;
    }
    Map<String, String> found = new LinkedHashMap<>();
    BitSet candidates = group.index().candidates(event, found);
    verdicts.lookedUp(index, found);
    if (event != whole && !candidates.isEmpty()) {
      verdicts.transformed(index, Digest.of(event.text()));
    }
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      Listener listener = group.listeners().get(i);
      if (!joins.wants(listener.sensor(), position)) {
        continue;
      }
      try {
        Outcome outcome = listener.dependency().filter().check(event);
        verdicts.dependency(listener.sensor().key(), listener.dependency().name(), outcome);
        if (outcome.passed()) {
          joins.met(listener.sensor(), listener.dependency(), event);
        }
      } catch (RuntimeException e) {
        verdicts.broken(listener.sensor().key(), e.toString());
        joins.failed(listener.sensor(), listener.dependency(), whole, e.toString());
      }
    }
  }

  private static String key(String source, String subject) {
    return source + "/" + subject;
  }
}
