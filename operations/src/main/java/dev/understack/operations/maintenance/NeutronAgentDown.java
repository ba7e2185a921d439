package dev.understack.operations.maintenance;

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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code neutron-agent-down}: deletes Neutron agents that are reported down when the node that they
 * belong to is gone. Every alert of a notification is looked at.
 */
public final class NeutronAgentDown implements Operation {
  private static final Usage USAGE =
      Usage.of("neutron-agent-down", "Delete agents of deleted nodes")
          .required("--file", "file with the Alertmanager notification");

  private final ConsoleScript script;

  public NeutronAgentDown(Connections connections) {
    script = new ConsoleScript(USAGE, connections, NeutronAgentDown::handle);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int handle(OperationRun run, Arguments arguments) {
    OpenStack openstack = OpenStack.open(run, Optional.empty());
    for (JsonNode alert : alerts(run, arguments.get("--file"))) {
      JsonNode labels = alert.path("labels");
      boolean ours =
          labels.path("alertname").asString("").equals("NeutronAgentDown")
              && alert.path("status").asString("").equals("firing");
      if (ours) {
        handle(run, openstack, need(labels, "id"), need(labels, "hostname"));
      }
    }
    return 0;
  }

  private static List<JsonNode> alerts(OperationRun run, String file) {
    try {
      String text =
          run.text(file).orElseThrow(() -> new OperationFailedException("there is no " + file));
      return Trees.items(Trees.read(text).path("alerts"));
    } catch (JacksonException e) {
      throw new OperationFailedException(file + " is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String need(JsonNode labels, String name) {
    return Trees.text(labels, name)
        .filter(text -> text.matches("[A-Za-z0-9._-]+"))
        .orElseThrow(() -> new OperationFailedException("the alert has no usable label " + name));
  }

  private static void handle(OperationRun run, OpenStack openstack, String agent, String host) {
    if (openstack.ironic().findNode(host).isPresent()) {
      run.log().info("node " + host + " exists, agent " + agent + " stays");
      return;
    }
    boolean deleted = openstack.neutron().deleteAgent(agent);
    run.log().info("agent " + agent + (deleted ? " deleted" : " was already gone"));
  }
}
