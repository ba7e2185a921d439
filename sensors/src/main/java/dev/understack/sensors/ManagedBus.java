package dev.understack.sensors;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EventBus;
import dev.understack.sensors.SensorRegistry.Entry;
import dev.understack.sensors.network.CompiledSensor;
import dev.understack.sensors.network.SensorNetwork;
import dev.understack.sensors.runner.BusReader;
import dev.understack.sensors.runner.SensorStart;
import dev.understack.store.DecisionTable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** A bus that is read, with the sensors that are installed on it. For the controller's thread. */
final class ManagedBus implements AutoCloseable {
  private final BusReader reader;
  private List<CompiledSensor> installed = List.of();
  private boolean started;

  private ManagedBus(BusReader reader) {
    this.reader = reader;
  }

  static ManagedBus open(EventBus bus, DecisionTable decisions, Runnable actionsCommitted) {
    BusReader reader = new BusReader(bus, decisions, actionsCommitted);
    return new ManagedBus(reader);
  }

  /**
   * Installs these sensors unless they are the installed ones; the first time starts the reader.
   */
  void install(List<Entry> entries) {
    List<CompiledSensor> next = entries.stream().map(Entry::compiled).toList();
    boolean first = !started;
    if (!first && next.equals(installed)) {
      return;
    }
    List<SensorStart> starts =
        entries.stream().map(e -> new SensorStart(e.compiled(), e.since())).toList();
    reader.install(SensorNetwork.of(next), starts);
    installed = next;
    if (first) {
      started = true;
      reader.start();
    }
  }

  /** See {@link BusReader#decideAgain}. Safe for several threads. */
  CompletableFuture<JsonNode> decideAgain(String sensor, String dependency, BusEvent event) {
    return reader.decideAgain(sensor, dependency, event);
  }

  @Override
  public void close() {
    reader.close();
  }
}
