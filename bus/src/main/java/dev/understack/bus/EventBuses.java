package dev.understack.bus;

import dev.understack.store.EventTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The buses of this process by name, each made once. Safe for several threads. */
public final class EventBuses {
  private final EventTable events;
  private final Map<String, EventBus> buses = new ConcurrentHashMap<>();

  /** Buses in the local store. */
  public EventBuses(EventTable events) {
    this.events = events;
  }

  /** The bus of an EventBus object. */
  public EventBus of(String namespace, String name) {
    return buses.computeIfAbsent(namespace + "/" + name, key -> new EmbeddedBus(key, events));
  }
}
