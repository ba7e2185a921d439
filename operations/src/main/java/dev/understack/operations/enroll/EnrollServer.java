package dev.understack.operations.enroll;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.bmc.BmcCredentials;
import dev.understack.operations.bmc.Chassis;
import dev.understack.operations.bmc.RedfishClient;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.openstack.OpenStack;
import java.util.List;
import java.util.Optional;

/** {@code enroll-server}: takes a server from its management controller to available in Ironic. */
public final class EnrollServer implements Operation {
  private static final Usage USAGE =
      Usage.of("enroll-server", "Enroll a bare metal server")
          .required("--ip-address", "address of the BMC")
          .option("--old-password", null, "password to try besides the factory ones")
          .option("--firmware-update", "false", Checks::trueWord, "run firmware runbooks")
          .option("--raid-configure", "true", Checks::trueWord, "make logical disks")
          .option("--external-cmdb-id", null, "id of the server in another inventory");

  private final ConsoleScript script;

  public EnrollServer(Connections connections) {
    script = new ConsoleScript(USAGE, connections, EnrollServer::enroll);
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
    String address = arguments.get("--ip-address");
    run.log().info("Starting enroll workflow for bmc_ip_address=" + address);
    return run.connections()
        .locks()
        .holding("bmc/" + address, () -> enroll(run, arguments, address));
  }

  private static int enroll(OperationRun run, Arguments arguments, String address) {
    String old = run.log().hide(arguments.find("--old-password").orElse(""));
    RedfishClient bmc = new BmcCredentials(run).establish(address, old);
    Chassis chassis = Chassis.read(bmc);
    run.log().info("Discovered " + chassis);
    EnrolmentOptions options =
        new EnrolmentOptions(
            arguments.get("--firmware-update").equals("true"),
            arguments.get("--raid-configure").equals("true"),
            arguments
                .find("--external-cmdb-id")
                .filter(text -> !text.isEmpty())
                .map(Checks::integerOrText));
    var ironic = OpenStack.open(run, Optional.empty()).ironic();
    new ServerEnrolment(run, ironic, bmc, chassis).run(options);
    run.log().info("Completed enroll workflow for bmc_ip_address=" + address);
    return 0;
  }
}
