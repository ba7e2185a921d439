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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * {@code resync-neutron-nautobot}: brings namespaces, UCVNIs and prefixes in step with Neutron's
 * networks and subnets, and removes those of networks and subnets that are gone.
 */
public final class ResyncNeutron implements Operation {
  private static final Usage USAGE =
      RemovalOption.addTo(
          NautobotOptions.addTo(
              Usage.of(
                  "resync-neutron-nautobot", "Sync all Neutron networks and subnets to Nautobot")),
          true,
          "namespaces and their prefixes whose network or subnet is gone");

  private final ConsoleScript script;

  public ResyncNeutron(Connections connections) {
    script = new ConsoleScript(USAGE, connections, ResyncNeutron::sync);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public List<String> variables() {
    return List.of(NetworkSync.GROUP_VARIABLE);
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
    Tally subnets = new Tally(run, "subnet");
    Set<String> known = new HashSet<>();
    for (JsonNode subnet : neutron.subnets()) {
      String id = subnet.path("id").asString("");
      known.add(id);
      boolean isExternal = external.getOrDefault(subnet.path("network_id").asString(""), false);
      subnets.count(id, () -> done(() -> sync.subnet(subnet, isExternal)));
    }
    if (RemovalOption.isOn(arguments)) {
      for (String id : lostNetworks(nautobot, external.keySet())) {
        run.log().info("network " + id + " is gone");
        networks.count(id, () -> removedNetwork(neutron, sync, id));
      }
      for (String id : lostSubnets(nautobot, external.keySet(), known)) {
        run.log().info("subnet " + id + " is gone");
        subnets.count(id, () -> removedSubnet(neutron, sync, id));
      }
    }
    return networks.finish() | subnets.finish();
  }

  /** Asks Neutron once more: the network may be younger than the list. */
  private static boolean removedNetwork(NeutronClient neutron, NetworkSync sync, String id) {
    if (neutron.findNetwork(id).isEmpty()) {
      sync.networkGone(id, List.of());
    }
    return true;
  }

  private static boolean removedSubnet(NeutronClient neutron, NetworkSync sync, String id) {
    if (neutron.findSubnet(id).isEmpty()) {
      sync.subnetGone(id);
    }
    return true;
  }

  private static boolean done(Runnable step) {
    step.run();
    return true;
  }

  /** Only namespaces named by a network's id are ours to remove. */
  private static Set<String> lostNetworks(NautobotClient nautobot, Set<String> networks) {
    Set<String> gone = new TreeSet<>();
    nautobot.list(NautobotEndpoint.NAMESPACES, Map.of()).stream()
        .flatMap(namespace -> Trees.text(namespace, "name").stream())
        .filter(name -> OpenStackIds.dashed(name).filter(name::equals).isPresent())
        .filter(name -> !networks.contains(name))
        .forEach(gone::add);
    return gone;
  }

  /** Only prefixes in the namespace of a network are ours to remove. */
  private static Set<String> lostSubnets(
      NautobotClient nautobot, Set<String> networks, Set<String> subnets) {
    Set<String> gone = new TreeSet<>();
    nautobot.list(NautobotEndpoint.PREFIXES, Map.of()).stream()
        .filter(prefix ->
            Trees.reference(prefix, "namespace", "name").filter(networks::contains).isPresent())
        .flatMap(prefix -> Trees.text(prefix, "id").stream())
        .filter(id -> !subnets.contains(id))
        .forEach(gone::add);
    return gone;
  }
}
