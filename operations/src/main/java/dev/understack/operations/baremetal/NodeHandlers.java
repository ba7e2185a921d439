package dev.understack.operations.baremetal;

import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.TenantSync;
import tools.jackson.databind.JsonNode;

/** Reactions to events about nodes. */
public final class NodeHandlers {
  private NodeHandlers() {}

  /** A node changed in any way. */
  public static int sync(NotificationScene scene) {
    return devices(scene).sync(uuid(scene));
  }

  public static int deleted(NotificationScene scene) {
    return devices(scene).deleted(uuid(scene));
  }

  private static DeviceSync devices(NotificationScene scene) {
    TenantSync tenants = new TenantSync(scene.run(), scene.openstack()::keystone, scene.nautobot());
    return new DeviceSync(
        scene.run(),
        scene.openstack().ironic(),
        scene.nautobot(),
        id -> OpenStackIds.hex(id).ifPresent(tenants::updated));
  }

  private static String uuid(NotificationScene scene) {
    JsonNode event = scene.event();
    return Trees.text(event, "payload", "ironic_object.data", "uuid")
        .or(() -> Trees.text(event, "payload", "ironic_object", "uuid"))
        .or(() -> Trees.text(event, "ironic_object", "uuid"))
        .orElse("");
  }
}
