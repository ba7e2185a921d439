package dev.understack.operations.maintenance;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** {@code inspect-server}, {@code server-firmware-update} and {@code reclean-server}. */
public final class NodeOperation implements Operation {
  private static final int RECLEAN_LIMIT = 3;

  private final ConsoleScript script;

  private NodeOperation(
      String name, String description, Connections connections, ToIntFunction<NodeCare> work) {
    Usage usage = Usage.of(name, description).required("--node", "UUID or name of the node");
    script =
        new ConsoleScript(
            usage,
            connections,
            (run, arguments) -> {
              IronicClient ironic = OpenStack.open(run, Optional.empty()).ironic();
              String uuid = ironic.node(arguments.get("--node")).path("uuid").asString();
              return run.connections()
                  .locks()
                  .holding(
                      "care/" + uuid,
                      () -> work.applyAsInt(new NodeCare(run, ironic, ironic.node(uuid))));
            });
  }

  public static List<Operation> all(Connections connections) {
    return List.of(
        new NodeOperation(
            "inspect-server",
            "Inspect a node out of band and by agent",
            connections,
            NodeCare::inspect),
        new NodeOperation(
            "server-firmware-update",
            "Run the firmware runbooks of a node's traits",
            connections,
            NodeCare::updateFirmware),
        new NodeOperation(
            "reclean-server",
            "Bring a node whose cleaning failed back to available",
            connections,
            care -> care.reclean(RECLEAN_LIMIT)));
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }
}
