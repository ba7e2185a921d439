package dev.understack.operations.resync;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.baremetal.DeviceSync;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.keystone.TenantSync;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code resync-ironic-nautobot}: brings every device in step with its Ironic node. Devices without
 * a node stay, because Nautobot also holds hardware that Ironic has yet to learn about.
 */
public final class ResyncIronic implements Operation {
  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("resync-ironic-nautobot", "Sync all Ironic nodes to Nautobot devices"));

  private final ConsoleScript script;

  public ResyncIronic(Connections connections) {
    script = new ConsoleScript(USAGE, connections, ResyncIronic::sync);
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
    OpenStack openstack = OpenStack.open(run, Optional.empty());
    NautobotClient nautobot = NautobotOptions.client(run, arguments);
    TenantSync tenants = new TenantSync(run, openstack::keystone, nautobot);
    IronicClient ironic = openstack.ironic();
    DeviceSync devices =
        new DeviceSync(
            run, ironic, nautobot, id -> OpenStackIds.hex(id).ifPresent(tenants::updated));
    Tally tally = new Tally(run, "node");
    for (JsonNode node : ironic.nodes()) {
      String uuid = node.path("uuid").asString("");
      tally.count(uuid, () -> devices.sync(uuid) == 0);
    }
    return tally.finish();
  }
}
