package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Rows for the tests of the store. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-01-02T12:00:00.123456789Z");

  private Samples() {}

  static NewEvent event(String bus, String id) {
    return new NewEvent(bus, id, "openstack", "keystone", "amqp", NOON, null, "{\"n\":1}");
  }

  static NewEvent keyed(String bus, String id, String dedupKey) {
    return new NewEvent(bus, id, "openstack", "keystone", "amqp", NOON, dedupKey, "{}");
  }

  static NewAction action(String key, String... events) {
    return new NewAction(
        key, "openstack/sensor", "create", List.of(events), Json.read("{\"a\":1}"), NOON);
  }

  static ObjectNode json(String text) {
    return (ObjectNode) Json.read(text.replace('\'', '"'));
  }

  static ObjectKey key(ResourceType type, String name) {
    return new ObjectKey(type, "argo", name);
  }

  static KubeObject object(ResourceType type, String name, String specJson) {
    ObjectNode tree = json("{}");
    tree.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    tree.putObject("metadata")
        .put("name", name)
        .put("namespace", "argo")
        .put("uid", UUID.randomUUID().toString());
    tree.set("spec", json(specJson));
    return KubeObject.of(tree);
  }

  static KubeObject workflow(String name) {
    return object(ResourceTypes.WORKFLOW, name, "{'entrypoint':'main'}");
  }
}
