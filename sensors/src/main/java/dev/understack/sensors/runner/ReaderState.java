package dev.understack.sensors.runner;

import dev.understack.sensors.network.SensorState;
import dev.understack.store.DecisionTable;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Position and sensor states of a bus as last committed, and the codec between them and rows. */
final class ReaderState {
  /** Descriptions of networks are kept among the states, under names that no sensor has. */
  static final String NETWORK = "$network/";

  private long position;
  private final Map<String, SensorState> sensors;
  private final java.util.Set<String> networks;

  private ReaderState(
      long position, Map<String, SensorState> sensors, java.util.Set<String> networks) {
    this.position = position;
    this.sensors = sensors;
    this.networks = networks;
  }

  static ReaderState load(DecisionTable decisions, String bus) {
    Map<String, SensorState> sensors = new HashMap<>();
    java.util.Set<String> networks = new java.util.HashSet<>();
    for (Map.Entry<String, JsonNode> entry : decisions.states(bus).entrySet()) {
      if (entry.getKey().startsWith(NETWORK)) {
        networks.add(entry.getKey());
      } else {
        sensors.put(entry.getKey(), SensorState.read(entry.getValue()));
      }
    }
    return new ReaderState(decisions.position(bus), sensors, networks);
  }

  long position() {
    return position;
  }

  void moveTo(long next) {
    position = next;
  }

  /** The states by sensor; changes show. */
  Map<String, SensorState> sensors() {
    return sensors;
  }

  /** Whether a network's description is stored; it is from now on. */
  boolean isNew(String digest) {
    return networks.add(NETWORK + digest);
  }
}
