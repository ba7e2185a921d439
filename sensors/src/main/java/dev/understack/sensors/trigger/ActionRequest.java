package dev.understack.sensors.trigger;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a stored action's request. */
public final class ActionRequest {
  /** The kind of trigger. */
  public static final String KIND = "kind";

  /** The service account. */
  public static final String ACCOUNT = "account";

  /** Dependency name to event id. */
  public static final String EVENTS = "events";

  /** The settings of the kind, rewritten by parameters. */
  public static final String SETTINGS = "settings";

  /** The object to create, update, patch or delete. */
  public static final String OBJECT = "object";

  /** The payload to send, as text. */
  public static final String PAYLOAD = "payload";

  /** How success is judged. */
  public static final String POLICY = "policy";

  /** Attempts and waits, when the manifest gives them. */
  public static final String RETRY = "retry";

  /** The time between two runs of the trigger, in nanoseconds. */
  public static final String INTERVAL = "interval";

  /** Whether the sensor's actions run one after the other. */
  public static final String ORDERED = "ordered";

  /** Whether a dead-letter trigger follows when all attempts failed. */
  public static final String DEAD_LETTER = "deadLetter";

  /** The dependency that could not look at the event; what follows from it is still to be found. */
  public static final String DEPENDENCY = "dependency";

  /** Why it cannot run: a value is missing, or the event could not be looked at. */
  public static final String ERROR = "error";

  private ActionRequest() {}

  /** The object in a field, or an empty one. */
  static ObjectNode object(JsonNode request, String field) {
    return request.get(field) instanceof ObjectNode found
        ? found
        : JsonNodeFactory.instance.objectNode();
  }
}
