package dev.understack.operations.baremetal;

import dev.understack.operations.json.Trees;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a device should stand.
 *
 * @param location id; empty leaves what Nautobot has
 * @param rack id; empty leaves what Nautobot has
 * @param position rack unit; empty leaves what Nautobot has
 * @param face of the rack, for a given position
 */
record DeviceFields(
    Optional<String> location,
    Optional<String> rack,
    Optional<JsonNode> position,
    Optional<String> face) {
  private static final String CMDB = "external_cmdb_id";

  static DeviceFields of(NodeFacts node, Optional<Place> place) {
    return new DeviceFields(
        place.map(Place::location), place.map(Place::rack), Optional.empty(), Optional.empty());
  }

  /** Takes over from a device that is being replaced what is not known otherwise. */
  DeviceFields orFrom(JsonNode old) {
    Optional<JsonNode> oldPosition =
        Optional.of(old.path("position")).filter(value -> value.isNumber());
    return new DeviceFields(
        location.or(() -> Trees.reference(old, "location", "id")),
        rack.or(() -> Trees.reference(old, "rack", "id")),
        oldPosition,
        Trees.reference(old, "face", "value"));
  }

  ObjectNode creation(NodeFacts node) {
    ObjectNode body =
        Trees.object()
            .put("id", node.uuid())
            .put("name", node.name().orElse(node.uuid()))
            .put("status", "Planned")
            .put("location", location.orElseThrow());
    body.putObject("role").put("name", "server");
    ObjectNode type = body.putObject("device_type");
    type.putObject("manufacturer").put("name", node.manufacturer().orElse(""));
    type.put("model", node.model().orElse(""));
    return body;
  }

  /** The fields of {@code device} that are not as they should be, with their new values. */
  ObjectNode differenceFrom(JsonNode device, NodeFacts node) {
    ObjectNode difference = Trees.object();
    node.status()
        .filter(wanted -> !isReference(device, "status", "name", wanted))
        .ifPresent(wanted -> difference.put("status", wanted));
    node.name()
        .filter(wanted -> !wanted.equals(device.path("name").asString("")))
        .ifPresent(wanted -> difference.put("name", wanted));
    node.serial()
        .filter(wanted -> !wanted.equals(device.path("serial").asString("")))
        .ifPresent(wanted -> difference.put("serial", wanted));
    location
        .filter(wanted -> !isReference(device, "location", "id", wanted))
        .ifPresent(wanted -> difference.put("location", wanted));
    rack.filter(wanted -> !isReference(device, "rack", "id", wanted))
        .ifPresent(wanted -> difference.put("rack", wanted));
    position
        .filter(wanted -> !wanted.equals(device.path("position")))
        .ifPresent(wanted -> difference.put("face", face.orElse("front")).set("position", wanted));
    if (!node.tenant().equals(Trees.reference(device, "tenant", "id"))) {
      difference.set("tenant", Trees.textOrNull(node.tenant().orElse(null)));
    }
    if (!node.externalCmdbId().equals(Trees.text(device, "custom_fields", CMDB))) {
      ObjectNode custom =
          device.path("custom_fields") instanceof ObjectNode known
              ? known.deepCopy()
              : Trees.object();
      custom.set(CMDB, Trees.textOrNull(node.externalCmdbId().orElse(null)));
      difference.set("custom_fields", custom);
    }
    return difference;
  }

  private static boolean isReference(JsonNode device, String field, String part, String wanted) {
    return Trees.reference(device, field, part).filter(wanted::equals).isPresent();
  }
}
