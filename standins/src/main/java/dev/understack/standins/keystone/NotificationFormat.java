package dev.understack.standins.keystone;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The two shapes of a Keystone notification's payload. */
public enum NotificationFormat {
  BASIC,
  CADF;

  JsonNode payload(String kind, String action, String id) {
    ObjectNode payload = JsonNodeFactory.instance.objectNode();
    String requestId = "req-" + UUID.randomUUID();
    return switch (this) {
      case BASIC -> payload.put("resource_info", id).put("request_id", requestId);
      case CADF -> {
        payload
            .put("typeURI", "http://schemas.dmtf.org/cloud/audit/1.0/event")
            .put("eventType", "activity")
            .put("id", UUID.randomUUID().toString())
            .put("eventTime", Instant.now().toString())
            .put("action", action + "." + kind)
            .put("outcome", "success");
        payload
            .putObject("initiator")
            .put("request_id", requestId)
            .put("typeURI", "service/security/account/user");
        payload.putObject("target").put("id", id).put("typeURI", "data/security/" + kind);
        payload.putObject("observer").put("id", "keystone").put("typeURI", "service/security");
        yield payload.put("resource_info", id);
      }
    };
  }
}
