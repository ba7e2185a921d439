package dev.understack.sources.amqp;

import dev.understack.model.Json;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The identity of an OpenStack notification: oslo.messaging puts {@code _unique_id} and {@code
 * message_id} into the message, which is JSON text inside the envelope's {@code oslo.message}.
 */
final class OsloIds {
  private OsloIds() {}

  /** The id in a notification; empty when the body is something else. */
  static Optional<String> find(JsonNode body) {
    JsonNode envelope = body.path("oslo.message");
    if (!envelope.isString()) {
      return Optional.empty();
    }
    try {
      JsonNode message = Json.read(envelope.stringValue());
      String unique = message.path("_unique_id").asString("");
      String id = unique.isEmpty() ? message.path("message_id").asString("") : unique;
      return id.isEmpty() ? Optional.empty() : Optional.of(id);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
