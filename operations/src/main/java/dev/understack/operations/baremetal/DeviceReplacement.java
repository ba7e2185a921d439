package dev.understack.operations.baremetal;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Hardware that was enrolled again has a new id: its old device gives way to the new one, which
 * takes over where it stood. The old one is deleted only when the new one can be created.
 */
final class DeviceReplacement {
  private final OperationRun run;
  private final IronicClient ironic;
  private final NautobotClient nautobot;

  DeviceReplacement(OperationRun run, IronicClient ironic, NautobotClient nautobot) {
    this.run = run;
    this.ironic = ironic;
    this.nautobot = nautobot;
  }

  /** What to create the device with; empty when it cannot be created yet. */
  Optional<DeviceFields> makeRoom(NodeFacts node, DeviceFields known) {
    Optional<JsonNode> old =
        node.name().flatMap(name -> nautobot.find(NautobotEndpoint.DEVICES, Map.of("name", name)));
    if (old.isEmpty()) {
      return Optional.of(known).filter(fields -> fields.location().isPresent());
    }
    DeviceFields fields = known.orFrom(old.get());
    if (fields.location().isEmpty()) {
      return Optional.empty();
    }
    String oldId = old.get().path("id").asString();
    if (ironic.findNode(oldId).isPresent()) {
      throw new OperationFailedException(
          "nodes "
              + oldId
              + " and "
              + node.uuid()
              + " both claim to be "
              + node.name().orElse("?"));
    }
    run.log()
        .warn(
            "Device "
                + node.name().orElse("?")
                + " has mismatched UUID (Nautobot: "
                + oldId
                + ", Ironic: "
                + node.uuid()
                + "), deleting old device");
    nautobot.delete(NautobotEndpoint.DEVICES, oldId);
    return Optional.of(fields);
  }
}
