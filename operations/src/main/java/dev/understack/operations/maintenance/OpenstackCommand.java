package dev.understack.operations.maintenance;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.console.UsageException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * {@code openstack}: the part of the OpenStack command line that workflows use on nodes, runbooks
 * and agents, so that such a step needs no process of its own.
 */
public final class OpenstackCommand implements Operation {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(90);
  private static final String NAME = "openstack";

  private final ConsoleScript script;

  public OpenstackCommand(Connections connections) {
    Usage usage =
        Usage.of(NAME, "OpenStack command line for nodes, runbooks and agents")
            .option("--os-cloud", null, "cloud of clouds.yaml to work on")
            .option("-f", "json", "output format: value or json")
            .option("-c", null, "column to print")
            .option("--wait", null, "wait for the state that an action leads to")
            .option("--runbook", null, "runbook to clean with")
            .option("--resource-class", null, "for node set")
            .option("--inspect-interface", null, "for node set")
            .option("--boot-interface", null, "for node set")
            .positional("service", "baremetal or network")
            .positional("object", "node, runbook or agent")
            .positional("action", "show, set, manage, provide, inspect, clean, delete, traits")
            .positional("name", "name or id");
    script = new ConsoleScript(usage, connections, OpenstackCommand::execute);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int execute(OperationRun run, Arguments arguments) {
    OpenStack openstack = OpenStack.open(run, arguments.find("--os-cloud"));
    String name = arguments.get("name");
    String command =
        arguments.get("service") + " " + arguments.get("object") + " " + arguments.get("action");
    IronicClient ironic = openstack.ironic();
    switch (command) {
      case "baremetal node show" -> print(run, arguments, ironic.node(name));
      case "baremetal node traits" -> ironic.traits(name).forEach(run.log()::print);
      case "baremetal node set" -> ironic.patchNode(name, changes(arguments));
      case "baremetal node manage" -> provision(ironic, arguments, "manage", "manageable");
      case "baremetal node provide" -> provision(ironic, arguments, "provide", "available");
      case "baremetal node inspect" -> provision(ironic, arguments, "inspect", "manageable");
      case "baremetal node clean" -> provision(ironic, arguments, "clean", "manageable");
      case "baremetal runbook show" ->
          print(
              run,
              arguments,
              ironic.findRunbook(name).orElseThrow(() -> new UsageException("no runbook " + name)));
      case "network agent delete" -> openstack.neutron().deleteAgent(name);
      default -> throw new UsageException("'" + command + "' is not an openstack command here");
    }
    return 0;
  }

  private static void print(OperationRun run, Arguments arguments, JsonNode object) {
    Optional<String> column = arguments.find("-c").map(text -> text.toLowerCase(Locale.ROOT));
    JsonNode shown = column.map(object::path).orElse(object);
    boolean plain = arguments.get("-f").equals("value");
    run.log().print(plain && shown.isValueNode() ? shown.asString() : Trees.pretty(shown));
  }

  private static ArrayNode changes(Arguments arguments) {
    ArrayNode patch = Trees.array();
    for (String field : List.of("resource_class", "inspect_interface", "boot_interface")) {
      arguments
          .find("--" + field.replace('_', '-'))
          .ifPresent(value ->
              patch.add(IronicClient.patch("add", "/" + field, StringNode.valueOf(value))));
    }
    return patch;
  }

  private static void provision(
      IronicClient ironic, Arguments arguments, String target, String state) {
    ObjectNode more = Trees.object();
    arguments.find("--runbook").ifPresent(runbook -> more.put("runbook", runbook));
    String node = arguments.get("name");
    if (arguments.find("--wait").isPresent()) {
      ironic.provision(node, target, more, state, LONGEST_WAIT);
    } else {
      ironic.provision(node, target, more);
    }
  }
}
