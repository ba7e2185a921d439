package dev.understack.operations.resync;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.TenantSync;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.network.NetworkSync;
import dev.understack.operations.openstack.NeutronClient;
import dev.understack.operations.openstack.OpenStack;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * {@code resync-neutron-nautobot}: brings namespaces, UCVNIs and prefixes in step with Neutron's
 * networks and subnets, and removes those of networks that are gone.
 */
public final class ResyncNeutron implements Operation {
  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("resync-neutron-nautobot", "Sync all Neutron networks and subnets to Nautobot"));

  private final ConsoleScript script;

  public ResyncNeutron(Connections connections) {
    script = new ConsoleScript(USAGE, connections, ResyncNeutron::sync);
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
    NeutronClient neutron = openstack.neutron();
    NetworkSync sync =
        new NetworkSync(
            run, nautobot, () -> neutron, id -> OpenStackIds.hex(id).ifPresent(tenants::updated));
    Map<String, Boolean> external = new HashMap<>();
    Tally networks = new Tally(run, "network");
    for (JsonNode network : neutron.networks()) {
      String id = network.path("id").asString("");
      external.put(id, network.path("router:external").asBoolean(false));
      networks.count(id, () -> done(() -> sync.network(network)));
    }
    for (String id : orphans(nautobot, external)) {
      run.log().info("network " + id + " is gone");
      networks.count(id, () -> removed(neutron, sync, id));
    }
    Tally subnets = new Tally(run, "subnet");
    for (JsonNode subnet : neutron.subnets()) {
      boolean isExternal = external.getOrDefault(subnet.path("network_id").asString(""), false);
      subnets.count(
          subnet.path("id").asString(""), () -> done(() -> sync.subnet(subnet, isExternal)));
    }
    return networks.finish() | subnets.finish();
  }

  /** Asks Neutron once more: the network may be younger than the list. */
  private static boolean removed(NeutronClient neutron, NetworkSync sync, String id) {
    if (neutron.findNetwork(id).isEmpty()) {
      sync.networkGone(id);
    }
    return true;
  }

  private static boolean done(Runnable step) {
    step.run();
    return true;
  }

  /** Only namespaces named by a network's id are ours to remove. */
  private static Set<String> orphans(NautobotClient nautobot, Map<String, Boolean> known) {
    Set<String> gone = new TreeSet<>();
    nautobot.list(NautobotEndpoint.NAMESPACES, Map.of()).stream()
        .flatMap(namespace -> Trees.text(namespace, "name").stream())
        .filter(name -> OpenStackIds.dashed(name).filter(name::equals).isPresent())
        .filter(name -> !known.containsKey(name))
        .forEach(gone::add);
    return gone;
  }
}
