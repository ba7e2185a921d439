package dev.understack.operations.enroll;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code enroll-fw}: brings a firewall into Ironic, or refreshes what describes one in service. */
public final class EnrollFw implements Operation {
  private static final List<String> MANAGEMENT =
      List.of("management_ip", "management_switch", "management_switch_port");

  private static final Usage USAGE =
      EnrollNetdev.withCommonOptions(
              Usage.of("enroll-fw", "Enroll a firewall")
                  .required("--resource-class", "resource class made for this kind of firewall"))
          .option("--management-ip", "", "address of the management interface")
          .option("--management-switch", "", "switch of the management interface")
          .option("--management-switch-port", "", "port of that switch")
          .option("--mate-serial", "", "serial number of the other one of the pair");

  private final ConsoleScript script;

  public EnrollFw(Connections connections) {
    script = new ConsoleScript(USAGE, connections, EnrollFw::enroll);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int enroll(OperationRun run, Arguments arguments) {
    String name = arguments.get("--name");
    run.log().info("Starting enroll-fw workflow name=" + name);
    NetdevRequest request =
        EnrollNetdev.request(
            arguments, resourceClass(arguments.get("--resource-class")), management(arguments));
    arguments
        .find("--mate-serial")
        .filter(text -> !text.isEmpty())
        .ifPresent(serial -> request.extra().put("mate_serial", serial));
    var ironic = OpenStack.open(run, Optional.empty()).ironic();
    return EnrollNetdev.holding(
        run,
        name,
        () -> {
          NetdevEnrolment enrolment = new NetdevEnrolment(run, ironic);
          Optional<JsonNode> inService =
              ironic
                  .findNode(name)
                  .filter(node -> node.path("provision_state").asString("").equals("active"));
          if (inService.isPresent()) {
            enrolment.refresh(request, inService.get());
          } else {
            enrolment.enroll(request);
          }
        });
  }

  static String resourceClass(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty() || trimmed.equalsIgnoreCase("generic")) {
      throw new OperationFailedException(
          "--resource-class must be purpose-made for the firewall, not '" + text + "'");
    }
    return trimmed;
  }

  private static ObjectNode management(Arguments arguments) {
    ObjectNode info = Trees.object();
    for (String key : MANAGEMENT) {
      arguments
          .find("--" + key.replace('_', '-'))
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> info.put(key, text));
    }
    return info;
  }
}
