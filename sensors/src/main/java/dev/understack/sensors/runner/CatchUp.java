package dev.understack.sensors.runner;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EventBus;
import dev.understack.sensors.network.CompiledSensor;
import dev.understack.sensors.network.SensorNetwork;
import dev.understack.sensors.network.SensorState;
import dev.understack.store.DecisionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows a new sensor the events that the bus has passed already but that are for it: those since
 * its creation, or all that are kept. Their records get its verdicts in addition.
 */
final class CatchUp {
  private static final int RECENT = 1_000;
  private static final int BATCH = 256;

  /** The list of later verdicts in the record of a decision. */
  static final String LATER = "later";

  private final EventBus bus;
  private final DecisionTable decisions;
  private final ReaderState state;

  CatchUp(EventBus bus, DecisionTable decisions, ReaderState state) {
    this.bus = bus;
    this.decisions = decisions;
    this.state = state;
  }

  void run(SensorStart start) throws InterruptedException, ExecutionException {
    SensorNetwork alone = SensorNetwork.of(List.of(start.sensor()));
    if (start.since().equals(Instant.EPOCH)) {
      fromTheBeginning(start.sensor(), alone);
    } else {
      decide(start.sensor(), alone, recent(start));
    }
  }

  /** Decides on an event once more for one dependency of a sensor; its verdicts. */
  JsonNode again(CompiledSensor sensor, String dependency, BusEvent event)
      throws InterruptedException, ExecutionException {
    BatchBuilder batch = new BatchBuilder(SensorNetwork.of(sensor, dependency), state);
    ObjectNode verdicts = batch.decide(event);
    batch.record(event.position(), merged(event.position(), verdicts));
    decisions.commit(batch.build(bus.name())).get();
    return verdicts;
  }

  private void fromTheBeginning(CompiledSensor sensor, SensorNetwork alone)
      throws InterruptedException, ExecutionException {
    decide(sensor, alone, List.of());
    try (EventBus.Reader reader = bus.read(0)) {
      List<BusEvent> events = reader.next(BATCH, Duration.ZERO);
      while (!events.isEmpty() && events.getFirst().position() <= state.position()) {
        decide(
            sensor, alone, events.stream().filter(e -> e.position() <= state.position()).toList());
        events = reader.next(BATCH, Duration.ZERO);
      }
    }
  }

  private List<BusEvent> recent(SensorStart start) {
    List<BusEvent> events = new ArrayList<>();
    for (CompiledSensor.Interest interest : start.sensor().interests()) {
      bus.newest(interest.source(), interest.subject(), RECENT).stream()
          .filter(event -> event.position() <= state.position())
          .filter(event -> !event.time().isBefore(start.since()))
          .forEach(events::add);
    }
    return events.stream().sorted(Comparator.comparingLong(BusEvent::position)).toList();
  }

  private void decide(CompiledSensor sensor, SensorNetwork alone, List<BusEvent> events)
      throws InterruptedException, ExecutionException {
    BatchBuilder batch = new BatchBuilder(alone, state);
    if (!state.sensors().containsKey(sensor.key())) {
      batch.record(sensor.key(), SensorState.startingAfter(0));
    }
    for (BusEvent event : events) {
      batch.record(event.position(), merged(event.position(), batch.decide(event)));
    }
    decisions.commit(batch.build(bus.name())).get();
  }

  private JsonNode merged(long position, ObjectNode verdicts) {
    Optional<JsonNode> known = decisions.find(bus.name(), position);
    ObjectNode merged =
        known.isPresent() && known.get() instanceof ObjectNode found
            ? found.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    merged.withArrayProperty(LATER).add(verdicts);
    return merged;
  }
}
