package dev.understack.sensors.network;

import dev.understack.store.NewAction;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the sensors of a bus make of one event.
 *
 * @param verdicts the record of it, in the shape that {@link Verdicts} describes
 * @param states new states by sensor; sensors that are not here keep theirs
 * @param actions what to do
 */
public record Decision(
    ObjectNode verdicts, Map<String, SensorState> states, List<NewAction> actions) {
  public Decision {
    states = Map.copyOf(states);
    actions = List.copyOf(actions);
  }
}
