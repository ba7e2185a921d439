package dev.understack.operations.maintenance;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.enroll.FirmwareTraits;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** What can be done to one node; each leaves the node in the state that it came from. */
final class NodeCare {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(90);
  private static final String ATTEMPTS = "reclean_attempts";

  private final OperationRun run;
  private final IronicClient ironic;
  private final JsonNode node;
  private final String id;
  private final String state;

  NodeCare(OperationRun run, IronicClient ironic, JsonNode node) {
    this.run = run;
    this.ironic = ironic;
    this.node = node;
    this.id = node.path("uuid").asString();
    this.state = node.path("provision_state").asString("");
  }

  /** Inspects out of band and then by agent. A node in service is left alone. */
  int inspect() {
    if (state.equals("active")) {
      run.log().info("node " + id + " is active and stays as it is");
      return 0;
    }
    String driver = node.path("driver").asString("");
    boolean fake = driver.equals("fake-hardware");
    if (fake) {
      set("resource_class", "fakehw");
    }
    if (!state.equals("manageable")) {
      provision("manage", "manageable");
    }
    String own =
        switch (driver) {
          case "fake-hardware" -> node.path("inspect_interface").asString("fake");
          case "idrac" -> "idrac-redfish";
          default -> "redfish";
        };
    if (!fake) {
      set("inspect_interface", own);
      provision("inspect", "manageable");
    }
    set("inspect_interface", "agent");
    try {
      provision("inspect", "manageable");
    } finally {
      set("inspect_interface", own);
    }
    returnToAvailable();
    return 0;
  }

  /** Runs the firmware runbooks of the node's traits in order; stops at the first that fails. */
  int updateFirmware() {
    if (state.equals("available")) {
      provision("manage", "manageable");
    } else if (!state.equals("manageable")) {
      run.log().info("node " + id + " is " + state + " and gets no firmware now");
      return 0;
    }
    for (String trait : FirmwareTraits.inOrder(ironic.traits(id))) {
      String runbook =
          ironic
              .findRunbook(trait)
              .flatMap(found -> Trees.text(found, "uuid"))
              .orElseThrow(() -> new OperationFailedException("Ironic has no runbook " + trait));
      run.log().info("running " + trait + " on node " + id);
      ironic.provision(
          id, "clean", Trees.object().put("runbook", runbook), "manageable", LONGEST_WAIT);
    }
    returnToAvailable();
    return 0;
  }

  /** Brings a node whose cleaning failed back, at most {@code limit} times in a row. */
  int reclean(int limit) {
    int attempt = Trees.at(node, "extra", ATTEMPTS).asInt(0) + 1;
    if (attempt > limit) {
      throw new OperationFailedException(
          "node " + id + " failed to clean " + limit + " times in a row and needs a person");
    }
    if (!List.of("clean failed", "manageable").contains(state)) {
      run.log().info("node " + id + " is " + state + ", there is nothing to clean");
      return 0;
    }
    patch(IronicClient.patch("add", "/extra/" + ATTEMPTS, IntNode.valueOf(attempt)));
    if (node.path("maintenance").asBoolean(false)) {
      patch(IronicClient.patch("replace", "/maintenance", Trees.read("false")));
    }
    try {
      if (!state.equals("manageable")) {
        provision("manage", "manageable");
      }
      provision("provide", "available");
    } catch (OperationFailedException e) {
      throw new OperationFailedException(
          "attempt " + attempt + " of " + limit + ": " + OperationLog.reason(e));
    }
    patch(IronicClient.patch("remove", "/extra/" + ATTEMPTS, null));
    return 0;
  }

  private void returnToAvailable() {
    if (state.equals("available")) {
      provision("provide", "available");
    }
  }

  private void set(String field, String value) {
    patch(IronicClient.patch("add", "/" + field, StringNode.valueOf(value)));
  }

  private void patch(JsonNode step) {
    ArrayNode steps = Trees.array();
    steps.addAll(new ArrayList<>(List.of(step)));
    ironic.patchNode(id, steps);
  }

  private void provision(String target, String wanted) {
    ironic.provision(id, target, Trees.object(), wanted, LONGEST_WAIT);
  }
}
