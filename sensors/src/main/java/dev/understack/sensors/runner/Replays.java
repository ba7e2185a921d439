package dev.understack.sensors.runner;

import dev.understack.sensors.trigger.ActionException;
import dev.understack.store.StoredAction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does again what failed before there was anything to run, with the sensors as they are now: the
 * cause may have been put right. Both methods throw {@link ActionException} when it fails again.
 * Safe for several threads.
 */
public interface Replays {

  /** The request of a trigger's action, made anew from its events. */
  ObjectNode request(StoredAction action);

  /**
   * Decides on an event again for the dependency that could not look at it. What follows is
   * committed; the result says so.
   */
  JsonNode decide(StoredAction action);
}
