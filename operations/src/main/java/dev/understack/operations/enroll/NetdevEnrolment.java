package dev.understack.operations.enroll;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings a switch or firewall, with its ports, into Ironic; a second run changes nothing. */
final class NetdevEnrolment {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(90);
  private static final Set<String> CHANGEABLE = Set.of("enroll", "manageable", "available");

  private final OperationRun run;
  private final IronicClient ironic;

  NetdevEnrolment(OperationRun run, IronicClient ironic) {
    this.run = run;
    this.ironic = ironic;
  }

  void enroll(NetdevRequest request) {
    Optional<JsonNode> existing = ironic.findNode(request.name());
    existing.ifPresent(node -> checkChangeable(request, node));
    List<PortPlan> plans =
        plans(request, existing.map(node -> ironic.portsOf(id(node))).orElse(List.of()));
    plans.forEach(plan -> refuseAddressOfAnother(request, existing, plan));
    JsonNode node = existing.orElseGet(() -> create(request));
    String id = id(node);
    String state = node.path("provision_state").asString("enroll");
    if (!plans.isEmpty() && state.equals("available")) {
      provision(id, "manage", "manageable");
      state = "manageable";
    }
    if (existing.isPresent()) {
      writeMetadata(id, differences(request, node, true));
    }
    if (plans.isEmpty() && state.equals("available")) {
      run.log().info(label(request) + "already available and up to date, nothing to do");
      return;
    }
    plans.forEach(plan -> apply(request, id, plan));
    if (state.equals("enroll")) {
      provision(id, "manage", "manageable");
    }
    provision(id, "provide", "available");
    run.log().info(label(request) + "Node is available");
  }

  /** A firewall in service: only what describes it may change. */
  void refresh(NetdevRequest request, JsonNode node) {
    checkDriver(request, node);
    String known = node.path("resource_class").asString("");
    if (!known.equals(request.resourceClass())) {
      throw new OperationFailedException(
          "refusing to change the resource_class of "
              + request.name()
              + ", an in-service firewall");
    }
    String id = id(node);
    List<PortPlan> plans = plans(request, ironic.portsOf(id));
    if (!plans.isEmpty()) {
      throw new OperationFailedException(
          "refusing to change the ports of "
              + request.name()
              + ", an in-service firewall: "
              + String.join(", ", plans.stream().map(PortPlan::name).toList()));
    }
    writeMetadata(id, differences(request, node, false));
  }

  private static void checkChangeable(NetdevRequest request, JsonNode node) {
    checkDriver(request, node);
    String state = node.path("provision_state").asString("");
    if (!CHANGEABLE.contains(state)) {
      throw new OperationFailedException("Cannot enroll node in provision_state " + state);
    }
  }

  private static void checkDriver(NetdevRequest request, JsonNode node) {
    String driver = node.path("driver").asString("");
    if (!driver.equals("netdev")) {
      throw new OperationFailedException(
          "node "
              + request.name()
              + " has driver "
              + driver
              + ", refusing to enroll it as a netdev");
    }
  }

  private JsonNode create(NetdevRequest request) {
    ObjectNode body =
        Trees.object()
            .put("automated_clean", false)
            .put("driver", "netdev")
            .put("name", request.name())
            .put("resource_class", request.resourceClass());
    if (!request.driverInfo().isEmpty()) {
      body.set("driver_info", request.driverInfo());
    }
    if (!request.extra().isEmpty()) {
      body.set("extra", request.extra());
    }
    JsonNode node = ironic.createNode(body);
    run.log()
        .info(
            "Created netdev Ironic node name="
                + request.name()
                + " uuid="
                + node.path("uuid").asString());
    return node;
  }

  /** Ironic would refuse it too, but only after the node was made or changed. */
  private void refuseAddressOfAnother(
      NetdevRequest request, Optional<JsonNode> node, PortPlan plan) {
    String own = node.map(NetdevEnrolment::id).orElse("");
    String mac = plan.wanted().mac();
    ironic.portsWithAddress(mac).stream()
        .filter(port -> !port.path("node_uuid").asString("").equals(own))
        .findFirst()
        .ifPresent(port -> {
          throw new OperationFailedException(
              "%sMAC %s of %s is already used by a port of node %s"
                  .formatted(
                      label(request), mac, plan.name(), port.path("node_uuid").asString("")));
        });
  }

  private static String id(JsonNode node) {
    return node.path("uuid").asString();
  }

  private List<PortPlan> plans(NetdevRequest request, List<JsonNode> existing) {
    Set<String> wanted =
        request.ports().stream()
            .map(port -> port.nameOn(request.name()))
            .collect(java.util.stream.Collectors.toSet());
    existing.stream()
        .map(port -> port.path("name").asString(""))
        .filter(name -> !wanted.contains(name))
        .forEach(name ->
            run.log().warn(label(request) + "port " + name + " is not in the request by label"));
    return PortPlan.of(request.name(), request.physicalNetwork(), request.ports(), existing);
  }

  private static NodePatch differences(NetdevRequest request, JsonNode node, boolean withClass) {
    NodePatch patch = new NodePatch();
    if (withClass && !node.path("resource_class").asString("").equals(request.resourceClass())) {
      patch.set("/resource_class", request.resourceClass());
    }
    Map<String, ObjectNode> groups =
        new java.util.TreeMap<>(
            Map.of("driver_info", request.driverInfo(), "extra", request.extra()));
    groups.forEach((group, wanted) ->
        wanted.properties().stream()
            .filter(e -> !e.getValue().equals(node.path(group).path(e.getKey())))
            .forEach(e -> patch.set("/" + group + "/" + e.getKey(), e.getValue())));
    return patch;
  }

  private void writeMetadata(String id, NodePatch patch) {
    if (!patch.isEmpty()) {
      ironic.patchNode(id, patch.steps());
    }
  }

  private void apply(NetdevRequest request, String node, PortPlan plan) {
    if (plan.id().isPresent()) {
      ironic.patchPort(plan.id().get(), plan.patch().steps());
    } else {
      ironic.createPort(plan.body().deepCopy().put("node_uuid", node));
      run.log().info(label(request) + "Created baremetal port name=" + plan.name());
    }
  }

  private void provision(String id, String target, String state) {
    ironic.provision(id, target, Trees.object(), state, LONGEST_WAIT);
  }

  private static String label(NetdevRequest request) {
    return "[node:" + request.name() + "] ";
  }
}
