package dev.understack.operations.netapp;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotOptions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code netapp-configure-interfaces}: gives the storage machine of a project the interfaces and
 * routes that Nautobot plans for it.
 */
public final class NetappConfigureInterfaces implements Operation {
  private static final int QUERY_FAILED = 2;
  private static final String QUERY =
      """
      query ($device_names: [String]) {
        virtual_machines(name: $device_names) {
          interfaces { name ip_addresses { address } tagged_vlans { vid } }
        }
      }
      """;

  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("netapp-configure-interfaces", "Configure the network of a project's SVM")
              .required("--project-id", Checks::hexUuid, "id of the project")
              .option("--netapp-config-path", BackendsFile.PATH, "file with the storage systems"));

  private final ConsoleScript script;

  public NetappConfigureInterfaces(Connections connections) {
    script = new ConsoleScript(USAGE, connections, NetappConfigureInterfaces::configure);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int configure(OperationRun run, Arguments arguments) {
    String project = arguments.get("--project-id");
    return run.connections()
        .locks()
        .holding("svm/" + project, () -> configure(run, arguments, project));
  }

  private static int configure(OperationRun run, Arguments arguments, String project) {
    Optional<ProjectSvm> svm =
        BackendsFile.read(run, arguments.get("--netapp-config-path")).stream()
            .map(backend -> new ProjectSvm(run, new OntapClient(run, backend), project))
            .filter(ProjectSvm::exists)
            .findFirst();
    if (svm.isEmpty()) {
      throw new OperationFailedException(
          "SVM for project " + project + " not found on any backend");
    }
    run.log().info("Found SVM for project " + project + " on " + svm.get().ontap().backend());
    JsonNode answer = planned(NautobotOptions.client(run, arguments), svm.get().name());
    List<LogicalInterface> interfaces = interfaces(run, answer);
    SvmNetwork network = new SvmNetwork(run, svm.get());
    interfaces.forEach(network::configure);
    network.route(interfaces);
    run.log().print(Trees.pretty(answer));
    run.log().info("Script completed successfully");
    return 0;
  }

  private static JsonNode planned(NautobotClient nautobot, String machine) {
    ObjectNode variables = Trees.object();
    variables.putArray("device_names").add(machine);
    try {
      JsonNode answer = nautobot.graphql(QUERY, variables);
      if (!answer.path("errors").isEmpty() || !answer.path("data").isObject()) {
        throw new OperationFailedException(
            QUERY_FAILED, "GraphQL query failed: " + Trees.write(answer.path("errors")));
      }
      return answer;
    } catch (RequestFailedException e) {
      throw new OperationFailedException(QUERY_FAILED, "GraphQL query failed: " + e.getMessage());
    }
  }

  /** Those of the first machine, after all of them were checked. */
  private static List<LogicalInterface> interfaces(OperationRun run, JsonNode answer) {
    List<JsonNode> machines = Trees.items(Trees.at(answer, "data", "virtual_machines"));
    if (machines.isEmpty()) {
      run.log().warn("Nautobot plans no virtual machine for this SVM, nothing to do");
      return List.of();
    }
    List<List<LogicalInterface>> all =
        machines.stream()
            .map(each ->
                Trees.items(each.path("interfaces")).stream().map(LogicalInterface::of).toList())
            .toList();
    all.getFirst().forEach(LogicalInterface::node);
    return all.getFirst();
  }
}
