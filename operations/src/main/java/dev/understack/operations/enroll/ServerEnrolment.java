package dev.understack.operations.enroll;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.bmc.BmcSettings;
import dev.understack.operations.bmc.Chassis;
import dev.understack.operations.bmc.RedfishClient;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The way of one server into Ironic, once its controller lets us in. */
final class ServerEnrolment {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(90);
  private static final Set<String> RE_ENROLLABLE =
      Set.of("clean failed", "enroll", "inspect failed", "manageable");

  private final OperationRun run;
  private final IronicClient ironic;
  private final RedfishClient bmc;
  private final Chassis chassis;

  ServerEnrolment(OperationRun run, IronicClient ironic, RedfishClient bmc, Chassis chassis) {
    this.run = run;
    this.ironic = ironic;
    this.bmc = bmc;
    this.chassis = chassis;
  }

  void run(EnrolmentOptions options) {
    BmcSettings settings = new BmcSettings(run, bmc, chassis);
    settings.configureController();
    settings.setHostName();
    String node = ensureNode(options.externalCmdbId());
    inspectOutOfBand(node);
    JsonNode inventory = ironic.inventory(node).orElse(Trees.object());
    Optional<String> pxe = pxeInterface(node);
    settings.configureBios(pxe);
    inspectByAgent(node, pxe);
    String boot =
        pxeInterface(node)
            .or(this::stillToBeFound)
            .orElseThrow(() ->
                new OperationFailedException(
                    "node " + node + " has no network card that could boot"));
    settings.configureBios(Optional.of(boot));
    if (options.raid()) {
      configureRaid(node, inventory);
    }
    if (options.firmware()) {
      updateFirmware(node);
    }
    ironic.provision(node, "provide", Trees.object(), "available", LONGEST_WAIT);
  }

  private String ensureNode(Optional<JsonNode> externalCmdbId) {
    Optional<JsonNode> existing = ironic.findNode(chassis.nodeName());
    if (existing.isEmpty()) {
      String id = createNode(externalCmdbId);
      manage(id);
      return id;
    }
    String id = existing.get().path("uuid").asString();
    String state = existing.get().path("provision_state").asString("");
    if (!RE_ENROLLABLE.contains(state)) {
      throw new OperationFailedException(
          "Re-enroll cannot proceed unless node is in one of the states "
              + RE_ENROLLABLE.stream().sorted().toList()
              + " but node "
              + id
              + " is in state "
              + state);
    }
    if (!state.equals("manageable")) {
      manage(id);
    }
    NodePatch patch =
        NodePatch.of("/name", chassis.nodeName())
            .set("/driver", driver())
            .set("/driver_info/redfish_address", address())
            .set("/driver_info/redfish_verify_ca", Trees.read("false"))
            .set("/driver_info/redfish_username", bmc.user())
            .set("/driver_info/redfish_password", bmc.password())
            .set("/boot_interface", "http-ipxe")
            .set("/inspect_interface", inspectInterface());
    externalCmdbId.ifPresent(value -> patch.set("/extra/external_cmdb_id", value));
    ironic.patchNode(id, patch.steps());
    return id;
  }

  private String createNode(Optional<JsonNode> externalCmdbId) {
    ObjectNode body = Trees.object().put("name", chassis.nodeName()).put("driver", driver());
    body.putObject("driver_info")
        .put("redfish_address", address())
        .put("redfish_verify_ca", false)
        .put("redfish_username", bmc.user())
        .put("redfish_password", bmc.password());
    body.put("boot_interface", "http-ipxe")
        .put("deploy_interface", "direct")
        .put("inspect_interface", inspectInterface());
    externalCmdbId.ifPresent(value -> body.putObject("extra").set("external_cmdb_id", value));
    return ironic.createNode(body).path("uuid").asString();
  }

  private void manage(String node) {
    ironic.provision(node, "manage", Trees.object(), "manageable", LONGEST_WAIT);
  }

  private void inspect(String node) {
    ironic.provision(node, "inspect", Trees.object(), "manageable", LONGEST_WAIT);
  }

  private void inspectOutOfBand(String node) {
    ironic.patchNode(node, NodePatch.without("/inspect_interface").steps());
    inspect(node);
  }

  private Optional<String> pxeInterface(String node) {
    Optional<String> name = PxeInterface.of(ironic.portsOf(node));
    name.ifPresent(selected -> run.log().info("Selected PXE interface " + selected));
    return name;
  }

  /** In a dry run nothing is inspected, so a new node has no network cards. */
  private Optional<String> stillToBeFound() {
    return run.context().dryRun() ? Optional.of("(found by inspection)") : Optional.empty();
  }

  /** Whatever the outcome, the node boots as usual afterwards. */
  private void inspectByAgent(String node, Optional<String> pxe) {
    String boot = pxe.isPresent() ? "http-ipxe" : virtualMedia();
    ironic.patchNode(node, NodePatch.of("/boot_interface", boot).steps());
    try {
      String now = ironic.node(node).path("inspect_interface").asString("");
      if (!now.equals("agent")) {
        ironic.patchNode(node, NodePatch.of("/inspect_interface", "agent").steps());
      }
      inspect(node);
    } finally {
      ironic.patchNode(node, NodePatch.of("/boot_interface", "http-ipxe").steps());
    }
  }

  private void configureRaid(String node, JsonNode inventory) {
    ObjectNode config = RaidPlan.of(inventory);
    if (config.path("logical_disks").isEmpty()) {
      run.log().info("No RAID hardware found in node " + node);
    } else {
      ironic.setRaid(node, config);
      ObjectNode steps = Trees.object();
      var list = steps.putArray("clean_steps");
      for (String step : List.of("delete_configuration", "create_configuration")) {
        list.addObject().put("interface", "raid").put("step", step);
      }
      steps.put("disable_ramdisk", false);
      ironic.provision(node, "clean", steps, "manageable", LONGEST_WAIT);
    }
    inspectOutOfBand(node);
  }

  private void updateFirmware(String node) {
    List<String> traits = FirmwareTraits.inOrder(ironic.traits(node));
    if (traits.isEmpty()) {
      run.log().info("No firmware update traits found on node " + node);
    }
    for (String trait : traits) {
      JsonNode runbook =
          ironic
              .findRunbook(trait)
              .orElseThrow(() -> new OperationFailedException("Ironic has no runbook " + trait));
      ObjectNode more = Trees.object().put("runbook", runbook.path("uuid").asString());
      ironic.provision(node, "clean", more, "manageable", LONGEST_WAIT);
    }
  }

  private String driver() {
    return chassis.isDell() ? "idrac" : "redfish";
  }

  private String inspectInterface() {
    return chassis.isDell() ? "idrac-redfish" : "redfish";
  }

  private String virtualMedia() {
    return chassis.isDell() ? "idrac-redfish-virtual-media" : "redfish-virtual-media";
  }

  private String address() {
    return "https://" + (bmc.address().contains(":") ? "[" + bmc.address() + "]" : bmc.address());
  }
}
