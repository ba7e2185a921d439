package dev.understack.operations.enroll;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** {@code enroll-netdev}: brings a switch-like device into Ironic. */
public final class EnrollNetdev implements Operation {
  private static final Usage USAGE =
      withCommonOptions(
          Usage.of("enroll-netdev", "Enroll a network device")
              .option("--resource-class", "generic", "resource class of the node"));

  private final ConsoleScript script;

  public EnrollNetdev(Connections connections) {
    script = new ConsoleScript(USAGE, connections, EnrollNetdev::enroll);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  static Usage withCommonOptions(Usage usage) {
    return usage
        .required("--name", "name of the node")
        .required("--physical-network", "network of all its ports")
        .required("--ports", "JSON array of {label, mac, switch, intf[, switch_id]}")
        .option("--external-cmdb-id", null, "id of the device in another inventory");
  }

  private static int enroll(OperationRun run, Arguments arguments) {
    String name = arguments.get("--name");
    run.log().info("Starting enroll-netdev workflow name=" + name);
    String resourceClass = arguments.get("--resource-class");
    NetdevRequest request =
        request(arguments, resourceClass.isEmpty() ? "generic" : resourceClass, Trees.object());
    var ironic = OpenStack.open(run, Optional.empty()).ironic();
    return holding(run, name, () -> new NetdevEnrolment(run, ironic).enroll(request));
  }

  static NetdevRequest request(Arguments arguments, String resourceClass, ObjectNode driverInfo) {
    ObjectNode extra = Trees.object();
    arguments
        .find("--external-cmdb-id")
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> extra.set("external_cmdb_id", Checks.integerOrText(text)));
    return new NetdevRequest(
        arguments.get("--name"),
        arguments.get("--physical-network"),
        NetdevPort.parse(arguments.get("--ports")),
        resourceClass,
        driverInfo,
        extra);
  }

  static int holding(OperationRun run, String name, Runnable body) {
    return run.connections()
        .locks()
        .holding(
            "netdev/" + name,
            () -> {
              body.run();
              return 0;
            });
  }
}
