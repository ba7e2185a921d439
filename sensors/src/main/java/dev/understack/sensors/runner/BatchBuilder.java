package dev.understack.sensors.runner;

import dev.understack.bus.BusEvent;
import dev.understack.sensors.network.Decision;
import dev.understack.sensors.network.SensorNetwork;
import dev.understack.sensors.network.SensorState;
import dev.understack.store.DecisionTable.DecisionBatch;
import dev.understack.store.DecisionTable.EventDecision;
import dev.understack.store.NewAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides events one after the other and gathers what must be committed together. For one batch.
 */
final class BatchBuilder {
  private final SensorNetwork network;
  private final ReaderState state;
  private final List<EventDecision> decisions = new ArrayList<>();
  private final Map<String, JsonNode> states = new HashMap<>();
  private final List<NewAction> actions = new ArrayList<>();

  BatchBuilder(SensorNetwork network, ReaderState state) {
    this.network = network;
    this.state = state;
    if (state.isNew(network.digest())) {
      states.put(ReaderState.NETWORK + network.digest(), network.description());
    }
  }

  /** Decides an event; the states change at once, so that the next event sees them. */
  ObjectNode decide(BusEvent event) {
    Decision decision;
    try {
      decision = network.decide(event, state.sensors());
    } catch (RuntimeException e) {
      // An event that no sensor can even look at must not hold up those behind it.
      ObjectNode error = JsonNodeFactory.instance.objectNode();
      return error.put("net", network.digest()).put("error", e.toString());
    }
    state.sensors().putAll(decision.states());
    for (Map.Entry<String, SensorState> changed : decision.states().entrySet()) {
      states.put(changed.getKey(), changed.getValue().json());
    }
    actions.addAll(decision.actions());
    return decision.verdicts();
  }

  /** Records what was decided on an event. */
  void record(long position, JsonNode verdicts) {
    decisions.add(new EventDecision(position, verdicts));
  }

  /** Records the state of a sensor. */
  void record(String sensor, SensorState sensorState) {
    state.sensors().put(sensor, sensorState);
    states.put(sensor, sensorState.json());
  }

  boolean hasActions() {
    return !actions.isEmpty();
  }

  DecisionBatch build(String bus) {
    return new DecisionBatch(bus, state.position(), decisions, states, actions);
  }
}
