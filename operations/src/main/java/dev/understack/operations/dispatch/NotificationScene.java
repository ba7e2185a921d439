package dev.understack.operations.dispatch;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.openstack.OpenStack;
import tools.jackson.databind.JsonNode;

/**
 * One notification with what its handlers work on.
 *
 * @param event the decoded oslo message
 * @param acceptsUnplaced whether a node may stay without a device until inspection placed it
 */
public record NotificationScene(
    OperationRun run,
    OpenStack openstack,
    NautobotClient nautobot,
    JsonNode event,
    boolean acceptsUnplaced) {

  public String eventType() {
    return event.path("event_type").asString("");
  }

  /** {@code payload} of the notification; throws when there is none. */
  public JsonNode payload() {
    JsonNode payload = event.path("payload");
    if (!payload.isObject()) {
      throw new OperationFailedException("Invalid event. No 'payload'");
    }
    return payload;
  }

  /** The fields of an Ironic versioned notification; throws when there are none. */
  public JsonNode ironicData() {
    JsonNode data = payload().path("ironic_object.data");
    if (!data.isObject()) {
      throw new OperationFailedException("Invalid event. No 'ironic_object.data' in payload");
    }
    return data;
  }

  /** A text that an Ironic versioned notification must have. */
  public String needIronic(String field) {
    return Trees.text(ironicData(), field)
        .orElseThrow(
            () -> new OperationFailedException("no " + field + " in 'ironic_object.data'"));
  }

  /** A text that the payload must have. */
  public String need(String field) {
    return Trees.text(payload(), field)
        .orElseThrow(() -> new OperationFailedException("no " + field + " in event payload"));
  }
}
