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
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.TenantSync;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code resync-ironic-nautobot}: brings every device in step with its Ironic node. Devices without
 * a node stay unless asked for, because Nautobot may also hold servers that Ironic has yet to learn
 * about.
 */
public final class ResyncIronic implements Operation {
  private static final Usage USAGE =
      RemovalOption.addTo(
          NautobotOptions.addTo(
              Usage.of("resync-ironic-nautobot", "Sync all Ironic nodes to Nautobot devices")),
          false,
          "devices of role server that are no Ironic nodes");

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
    Set<String> nodes = new HashSet<>();
    for (JsonNode node : ironic.nodes()) {
      String uuid = node.path("uuid").asString("");
      nodes.add(uuid);
      tally.count(uuid, () -> devices.sync(uuid) == DeviceSync.Outcome.IN_STEP);
    }
    if (RemovalOption.isOn(arguments)) {
      for (String id : orphans(nautobot, nodes)) {
        run.log().info("device " + id + " has no node any more");
        tally.count(id, () -> removed(devices, id));
      }
    }
    return tally.finish();
  }

  /** Asks Ironic once more: the node may be younger than the list. */
  private static boolean removed(DeviceSync devices, String id) {
    devices.deleted(id);
    return true;
  }

  private static List<String> orphans(NautobotClient nautobot, Set<String> nodes) {
    return nautobot.list(NautobotEndpoint.DEVICES, Map.of("role", "server")).stream()
        .flatMap(device -> Trees.text(device, "id").stream())
        .filter(id -> !nodes.contains(id))
        .toList();
  }
}
