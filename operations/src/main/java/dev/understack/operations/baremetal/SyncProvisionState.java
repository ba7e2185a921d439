package dev.understack.operations.baremetal;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.nautobot.NautobotOptions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code sync-provision-state}: sets status and tenant of a device from a provision state. The sync
 * of whole nodes does more; this one stays for callers of its template.
 */
public final class SyncProvisionState implements Operation {
  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("sync-provision-state", "Set the status of a Nautobot device")
              .required("--device-id", Checks::hexUuid, "id of the device")
              .required("--provision-state", "Ironic's provision state")
              .option("--lessee", "", "id of the project that rents the node")
              .option("--resource-class", "", "resource class of the node"));

  private final ConsoleScript script;

  public SyncProvisionState(Connections connections) {
    script = new ConsoleScript(USAGE, connections, SyncProvisionState::sync);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int sync(OperationRun run, Arguments arguments) {
    String id = OpenStackIds.dashed(arguments.get("--device-id")).orElseThrow();
    NautobotClient nautobot = NautobotOptions.client(run, arguments);
    return run.connections().locks().holding("node/" + id, () -> write(nautobot, arguments, id));
  }

  private static int write(NautobotClient nautobot, Arguments arguments, String id) {
    JsonNode device =
        nautobot
            .findById(NautobotEndpoint.DEVICES, id)
            .orElseThrow(() -> new OperationFailedException("Nautobot has no device " + id));
    ObjectNode difference = Trees.object();
    ProvisionStates.status(arguments.get("--provision-state"))
        .filter(wanted -> !Trees.reference(device, "status", "name").equals(Optional.of(wanted)))
        .ifPresent(wanted -> difference.put("status", wanted));
    Optional<String> tenant = OpenStackIds.dashed(arguments.get("--lessee"));
    if (!tenant.equals(Trees.reference(device, "tenant", "id"))) {
      difference.set("tenant", Trees.textOrNull(tenant.orElse(null)));
    }
    if (difference.isEmpty()) {
      nautobot.unchanged(NautobotEndpoint.DEVICES, id);
    } else {
      nautobot.update(NautobotEndpoint.DEVICES, id, difference);
    }
    return 0;
  }
}
