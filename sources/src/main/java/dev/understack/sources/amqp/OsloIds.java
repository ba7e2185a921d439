package dev.understack.sources.amqp;

import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.gjson.GjsonType;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The identity of an OpenStack notification: oslo.messaging puts {@code _unique_id} and {@code
 * message_id} into the message, which is JSON text inside the envelope's {@code oslo.message}. The
 * text is searched, not parsed, because every message passes here.
 */
final class OsloIds {
  private static final GjsonPath UNIQUE_ID = GjsonPath.compile("_unique_id");
  private static final GjsonPath MESSAGE_ID = GjsonPath.compile("message_id");

  private OsloIds() {}

  /** The id in a notification; empty when the body is something else. */
  static Optional<String> find(JsonNode body) {
    JsonNode envelope = body.path("oslo.message");
    if (!envelope.isString()) {
      return Optional.empty();
    }
    String message = envelope.stringValue();
    return Stream.of(UNIQUE_ID, MESSAGE_ID)
        .map(path -> path.get(message))
        .filter(found -> found.type() == GjsonType.STRING)
        .map(GjsonResult::string)
        .filter(id -> !id.isEmpty())
        .findFirst();
  }
}
