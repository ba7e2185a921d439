package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the Nautobot device of one Ironic node, with its interfaces, equal to the node. Everything
 * is read from Ironic each time; a node that is gone takes its device with it.
 */
public final class DeviceSync {
  private final OperationRun run;
  private final IronicClient ironic;
  private final NautobotClient nautobot;
  private final SwitchPlaces places;
  private final DeviceReplacement replacement;
  private final LesseeTenants tenants;

  public DeviceSync(
      OperationRun run, IronicClient ironic, NautobotClient nautobot, LesseeTenants tenants) {
    this.run = run;
    this.ironic = ironic;
    this.nautobot = nautobot;
    this.places = new SwitchPlaces(run, nautobot);
    this.replacement = new DeviceReplacement(run, ironic, nautobot);
    this.tenants = tenants;
  }

  /** How far {@link #sync} came. */
  public enum Outcome {
    IN_STEP,
    /** Nobody knows yet where the device stands: inspection brings it. */
    UNPLACED
  }

  /** Brings the device of a node in step with it, or removes that of a node that is gone. */
  public Outcome sync(String uuid) {
    return run.connections().locks().holding("node/" + uuid, () -> syncHeld(uuid));
  }

  private Outcome syncHeld(String uuid) {
    Optional<NodeFacts> facts = NodeFacts.read(ironic, uuid);
    if (facts.isEmpty()) {
      run.log().warn("node " + uuid + " no longer exists in Ironic");
      remove(uuid);
      return Outcome.IN_STEP;
    }
    NodeFacts node = facts.get();
    Optional<Place> place = places.find(uuid, node.ports());
    Optional<JsonNode> device = nautobot.findById(NautobotEndpoint.DEVICES, uuid);
    if (device.isPresent()) {
      update(node, device.get(), DeviceFields.of(node, place));
    } else if (!create(node, place)) {
      run.log().info("No location yet for node " + uuid + " (awaiting inspection)");
      return Outcome.UNPLACED;
    }
    new InterfaceSync(run, ironic, nautobot).sync(node, device.isEmpty());
    return Outcome.IN_STEP;
  }

  /** False when the device cannot be created because nobody knows where it stands. */
  private boolean create(NodeFacts node, Optional<Place> place) {
    Optional<DeviceFields> fields = replacement.makeRoom(node, DeviceFields.of(node, place));
    if (fields.isEmpty()) {
      return false;
    }
    JsonNode created = nautobot.create(NautobotEndpoint.DEVICES, fields.get().creation(node));
    run.log().info("Created device " + node.uuid() + " in Nautobot");
    update(node, created, fields.get());
    return true;
  }

  private void update(NodeFacts node, JsonNode device, DeviceFields fields) {
    ObjectNode difference = fields.differenceFrom(device, node);
    if (difference.isEmpty()) {
      nautobot.unchanged(NautobotEndpoint.DEVICES, node.uuid());
      return;
    }
    try {
      nautobot.update(NautobotEndpoint.DEVICES, node.uuid(), difference);
    } catch (RequestFailedException e) {
      if (e.status() != 400 || !e.text().contains("tenant") || !difference.hasNonNull("tenant")) {
        throw e;
      }
      run.log().info("the tenant of node " + node.uuid() + " is not in Nautobot yet");
      String tenant = difference.path("tenant").asString();
      tenants.bring(tenant);
      if (nautobot.findById(NautobotEndpoint.TENANTS, tenant).isEmpty()) {
        run.log().warn("project " + tenant + " is gone, device " + node.uuid() + " has no tenant");
        difference.putNull("tenant");
      }
      nautobot.update(NautobotEndpoint.DEVICES, node.uuid(), difference);
    }
    run.log().info("Updated device " + node.uuid() + " in Nautobot");
  }

  /** After a node was deleted: removes its device, unless the node exists again. */
  public void deleted(String uuid) {
    run.connections()
        .locks()
        .holding(
            "node/" + uuid,
            () -> {
              if (ironic.findNode(uuid).isPresent()) {
                run.log().info("node " + uuid + " exists in Ironic, its device stays");
              } else {
                remove(uuid);
              }
              return uuid;
            });
  }

  private void remove(String uuid) {
    if (nautobot.findById(NautobotEndpoint.DEVICES, uuid).isEmpty()) {
      run.log().info("device " + uuid + " not found in Nautobot, nothing to delete");
      return;
    }
    for (JsonNode row : nautobot.list(NautobotEndpoint.INTERFACES, Map.of("device_id", uuid))) {
      Trees.reference(row, "cable", "id")
          .ifPresent(cable -> nautobot.delete(NautobotEndpoint.CABLES, cable));
    }
    nautobot.delete(NautobotEndpoint.DEVICES, uuid);
    run.log().info("Deleted device " + uuid);
  }
}
