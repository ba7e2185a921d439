package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.dispatch.Refusals;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Reactions to events about ports and portgroups. An event only says which one to look at: what it
 * is like now is read from Ironic, so that late and repeated events do no harm.
 */
public final class PortHandlers {
  private PortHandlers() {}

  /** A port was created, changed or deleted. */
  public static int port(NotificationScene scene) {
    JsonNode data = scene.ironicData();
    String uuid = scene.needIronic("uuid");
    IronicClient ironic = scene.openstack().ironic();
    return holding(
        scene.run(),
        data,
        () -> {
          Optional<JsonNode> port = ironic.findPort(uuid);
          return write(
              scene, uuid, port.map(now -> WantedInterface.ofPort(now, names(ironic, now))));
        });
  }

  /** A portgroup was created, changed or deleted. */
  public static int portgroup(NotificationScene scene) {
    JsonNode data = scene.ironicData();
    String uuid = scene.needIronic("uuid");
    return holding(
        scene.run(),
        data,
        () ->
            Refusals.logged(
                scene.run(),
                () ->
                    write(
                        scene,
                        uuid,
                        scene
                            .openstack()
                            .ironic()
                            .findPortgroup(uuid)
                            .map(WantedInterface::ofPortgroup))));
  }

  private static int write(NotificationScene scene, String uuid, Optional<WantedInterface> wanted) {
    InterfaceWriter writer =
        new InterfaceWriter(scene.run(), scene.openstack().ironic(), scene.nautobot());
    if (wanted.isEmpty()) {
      writer.remove(uuid);
      return 0;
    }
    return Refusals.logged(
        scene.run(),
        () ->
            switch (writer.write(wanted.get())) {
              case DONE -> 0;
              case NO_DEVICE -> {
                NodeHandlers.devices(scene).sync(wanted.get().device());
                yield 0;
              }
              case NO_SWITCH_PORT -> 1;
            });
  }

  /** Inspection knows names only where the BIOS name is not on the port itself. */
  private static Map<String, String> names(IronicClient ironic, JsonNode port) {
    if (Trees.text(port, "extra", "bios_name").isPresent()) {
      return Map.of();
    }
    JsonNode inventory =
        Trees.text(port, "node_uuid").flatMap(ironic::inventory).orElse(Trees.object());
    return WantedInterface.namesByMac(inventory);
  }

  private static int holding(OperationRun run, JsonNode data, Supplier<Integer> body) {
    String node = data.path("node_uuid").asString("");
    return run.connections().locks().holding("node/" + node, body);
  }
}
