package dev.understack.benchmarks.language;

import dev.understack.model.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Data of an event as the AMQP source makes it of a Keystone notification, about 2 KB. */
final class KeystoneEvent {
  private static final String NOTIFICATION =
      """
      {"message_id": "ba0da850-5bf4-4172-89aa-d5d55102ebb7", "publisher_id": "identity.keystone-1",
       "event_type": "identity.project.created", "priority": "INFO",
       "timestamp": "2026-11-21 16:41:56.647170", "_unique_id": "d21f98d8461744d8b1de2d516a1bf0cb",
       "payload": {"typeURI": "http://schemas.dmtf.org/cloud/audit/1.0/event",
        "eventType": "activity", "id": "7d3a4f5e-6b1c-5c2a-9d2e-52a4d7d1b9c0",
        "eventTime": "2026-11-21T16:41:56.646811+0000", "action": "created.project",
        "outcome": "success", "resource_info": "c8c92101aa684ac69d8a3872635fb8c1",
        "observer": {"id": "0f8e3f5d1c0b4a3f9e5f6d2b7a1c9e44", "typeURI": "service/security"},
        "initiator": {"id": "52aa3a5d0e4c4c0f8d1f6b1c2a7e9d10", "typeURI": "service/security/account/user",
         "user_id": "1b5f2d7c9e0a4f6b8c3d5e7f9a1b3c5d", "project_id": "9e8d7c6b5a4f4e3d2c1b0a9f8e7d6c5b",
         "domain_id": "default", "username": "admin",
         "request_id": "req-2aa976ab-1f95-4fd2-9a71-50bc127a1571", "global_request_id": null,
         "host": {"address": "10.20.30.40", "agent": "openstacksdk/4.4.0 keystoneauth1/5.10.0 python-requests/2.32.3 CPython/3.12.8"}},
        "credential": {"type": "token", "identity_status": "success", "methods": ["password", "token"]},
        "requestPath": "http://keystone-api.openstack.svc.cluster.local:5000/v3/projects",
        "roles": ["0d2f4c6e8a1b3d5f7092b4d6f8a0c2e4", "admin", "member", "reader", "manager"],
        "attachments": [{"name": "service_catalog", "typeURI": "mime:application/json", "content": null}],
        "target": {"id": "c8c92101aa684ac69d8a3872635fb8c1", "typeURI": "data/security/project",
         "tags": ["UNDERSTACK_SVM", "tenant"], "enabled": true, "quota": 12}}}
      """;

  /** The event's data as text. */
  static final String TEXT = text();

  private KeystoneEvent() {}

  private static String text() {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("contentType", "application/json").put("exchange", "keystone");
    data.put("routingKey", "notifications.info").put("deliveryMode", 2).put("priority", 0);
    ObjectNode body = data.putObject("body");
    body.put("oslo.version", "2.0").put("oslo.message", Json.write(Json.read(NOTIFICATION)));
    return Json.write(data);
  }

  /** The text inside of the text. */
  static String message(JsonNode data) {
    return data.path("body").path("oslo.message").stringValue();
  }
}
