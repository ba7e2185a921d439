package dev.understack.sensors.trigger;

import dev.understack.model.events.TriggerKind;
import dev.understack.sensors.event.SensorEvent;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of trigger; one class for each, found by {@link java.util.ServiceLoader}. Safe for several
 * threads.
 */
public interface TriggerType {

  /** Which kind of the manifest this class runs. */
  TriggerKind kind();

  /**
   * Compiles the settings of a trigger. Pure: reads nothing but them.
   *
   * @param settings the object below the kind's field; read only
   */
  Plan plan(ObjectNode settings);

  /**
   * Runs an action that a plan has prepared. May be called again for the same action after a
   * failure or a crash, and must then not repeat an effect that can be recognised.
   *
   * @return what it led to, for people and for lineage; without secrets
   * @throws ActionException when it failed
   */
  JsonNode run(ActionRun run);

  /** Prepares actions of one trigger. Pure. */
  @FunctionalInterface
  interface Plan {

    /**
     * Adds to {@code request} what the events determine.
     *
     * @param events by dependency name
     * @throws dev.understack.sensors.parameter.ParameterException when an event lacks a value
     */
    void prepare(ObjectNode request, Map<String, SensorEvent> events);
  }
}
