package dev.understack.sensors.network;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The state of one sensor on its bus. Immutable. */
public final class SensorState {
  private static final String START = "start";
  private static final String JOINS = "joins";

  private final long start;
  private final JoinState joins;

  private SensorState(long start, JoinState joins) {
    this.start = start;
    this.joins = joins;
  }

  /** The state of a sensor that starts after a position. */
  public static SensorState startingAfter(long position) {
    return new SensorState(position, JoinState.EMPTY);
  }

  /** As stored. */
  public static SensorState read(JsonNode json) {
    return new SensorState(json.path(START).asLong(0), JoinState.read(json.path(JOINS)));
  }

  /** To store. */
  public ObjectNode json() {
    ObjectNode json = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    json.put(START, start);
    json.set(JOINS, joins.json());
    return json;
  }

  /** Events up to this position are not for it. */
  public long start() {
    return start;
  }

  JoinState joins() {
    return joins;
  }

  SensorState with(JoinState next) {
    return new SensorState(start, next);
  }
}
