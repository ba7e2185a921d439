package dev.understack.operations.baremetal;

import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.dispatch.Refusals;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.TenantSync;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reactions to events about nodes. */
public final class NodeHandlers {
  private NodeHandlers() {}

  /** A node changed in any way. */
  public static int sync(NotificationScene scene) {
    return about(
        scene,
        uuid ->
            switch (devices(scene).sync(uuid)) {
              case IN_STEP -> 0;
              case UNPLACED -> scene.acceptsUnplaced() ? 0 : 1;
            });
  }

  public static int deleted(NotificationScene scene) {
    return about(
        scene,
        uuid -> {
          devices(scene).deleted(uuid);
          return 0;
        });
  }

  private static int about(NotificationScene scene, Function<String, Integer> work) {
    String uuid = uuid(scene);
    if (uuid.isEmpty()) {
      scene.run().log().error("the event names no node");
      return 1;
    }
    return Refusals.logged(scene.run(), () -> work.apply(uuid));
  }

  static DeviceSync devices(NotificationScene scene) {
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
