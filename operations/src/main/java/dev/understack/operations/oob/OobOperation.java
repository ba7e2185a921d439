package dev.understack.operations.oob;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.nautobot.NautobotOptions;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * {@code sync-interfaces-to-nautobot}, {@code sync-server-to-ironic} and {@code
 * sync-interfaces-to-ironic}: the three steps after somebody gave the management controller of a
 * Nautobot device an address.
 */
public final class OobOperation implements Operation {
  private final ConsoleScript script;

  private OobOperation(
      String name, String description, Connections connections, ToIntFunction<OobServer> work) {
    Usage usage =
        NautobotOptions.addTo(
            Usage.of(name, description)
                .required("--device-id", Checks::hexUuid, "id of the device in Nautobot")
                .required("--ip-address", "address of its management controller"));
    script =
        new ConsoleScript(
            usage,
            connections,
            (run, arguments) -> {
              String device = OpenStackIds.dashed(arguments.get("--device-id")).orElseThrow();
              return run.connections()
                  .locks()
                  .holding("node/" + device, () -> work.applyAsInt(server(run, arguments, device)));
            });
  }

  private static OobServer server(OperationRun run, Arguments arguments, String device) {
    String address = arguments.get("--ip-address").replaceAll("/.*$", "");
    return new OobServer(run, NautobotOptions.client(run, arguments), device, address);
  }

  public static List<Operation> all(Connections connections) {
    return List.of(
        new OobOperation(
            "sync-interfaces-to-nautobot",
            "Write the interfaces that Redfish knows to the Nautobot device",
            connections,
            OobServer::interfacesToNautobot),
        new OobOperation(
            "sync-server-to-ironic",
            "Make the Ironic node with the device's id",
            connections,
            OobServer::serverToIronic),
        new OobOperation(
            "sync-interfaces-to-ironic",
            "Make the node's ports equal to the device's interfaces",
            connections,
            OobServer::interfacesToIronic));
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
