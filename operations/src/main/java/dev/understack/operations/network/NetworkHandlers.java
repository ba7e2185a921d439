package dev.understack.operations.network;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.dispatch.Refusals;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.TenantSync;
import dev.understack.operations.openstack.NeutronClient;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reactions to events about networks and subnets. What they are like now is read from Neutron; an
 * event about one that is gone removes it, whatever the event says happened.
 */
public final class NetworkHandlers {
  private NetworkHandlers() {}

  public static int network(NotificationScene scene) {
    String id = id(scene, "network");
    return Refusals.logged(scene.run(), () -> writeNetwork(scene, id));
  }

  public static int subnet(NotificationScene scene) {
    String id = id(scene, "subnet");
    return Refusals.logged(scene.run(), () -> writeSubnet(scene, id));
  }

  private static int writeNetwork(NotificationScene scene, String id) {
    Optional<JsonNode> network = scene.openstack().neutron().findNetwork(id);
    NetworkSync sync = sync(scene);
    if (network.isPresent()) {
      sync.network(network.get());
    } else {
      JsonNode had = scene.payload().path("network").path("subnets");
      sync.networkGone(id, Trees.items(had).stream().map(JsonNode::asString).toList());
    }
    return 0;
  }

  private static int writeSubnet(NotificationScene scene, String id) {
    NeutronClient neutron = scene.openstack().neutron();
    Optional<JsonNode> subnet = neutron.findSubnet(id);
    NetworkSync sync = sync(scene);
    if (subnet.isEmpty()) {
      sync.subnetGone(id);
      return 0;
    }
    boolean external =
        subnet.get().has("router:external")
            ? subnet.get().path("router:external").asBoolean(false)
            : isExternal(neutron, subnet.get());
    sync.subnet(subnet.get(), external);
    return 0;
  }

  private static boolean isExternal(NeutronClient neutron, JsonNode subnet) {
    return neutron
        .findNetwork(subnet.path("network_id").asString(""))
        .filter(network -> network.path("router:external").asBoolean(false))
        .isPresent();
  }

  private static NetworkSync sync(NotificationScene scene) {
    TenantSync tenants = new TenantSync(scene.run(), scene.openstack()::keystone, scene.nautobot());
    return new NetworkSync(
        scene.run(),
        scene.nautobot(),
        scene.openstack()::neutron,
        id -> OpenStackIds.hex(id).ifPresent(tenants::updated));
  }

  /** Delete notifications carry only {@code network_id} in some versions. */
  private static String id(NotificationScene scene, String kind) {
    return Trees.text(scene.payload(), kind, "id")
        .or(() -> Trees.text(scene.payload(), kind + "_id"))
        .flatMap(OpenStackIds::dashed)
        .orElseThrow(() -> new OperationFailedException("no " + kind + " id in event payload"));
  }
}
