package dev.understack.acceptance.openstack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Notifications in the shapes that a real Ironic sent, about objects of our own. */
final class RecordedShapes {
  private final JsonNode byType;

  RecordedShapes() {
    try (InputStream file =
        RecordedShapes.class.getResourceAsStream("/captures/ironic-notifications.json")) {
      byType = JsonMapper.shared().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A message on the wire whose payload shows {@code row}, as far as the recorded one has it. */
  byte[] message(String type, JsonNode row) {
    ObjectNode message = byType.path(type).deepCopy().asObject();
    ObjectNode data = message.path("payload").path("ironic_object.data").asObject();
    for (String field : data.propertyNames()) {
      if (row.has(field)) {
        data.set(field, row.path(field));
      }
    }
    message
        .put("message_id", UUID.randomUUID().toString())
        .put("_unique_id", UUID.randomUUID().toString().replace("-", ""));
    ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("oslo.version", "2.0");
    return JsonMapper.shared().writeValueAsBytes(envelope.put("oslo.message", message.toString()));
  }
}
