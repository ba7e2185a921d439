package dev.understack.operations.enroll;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one port needs: to be created, or to be patched.
 *
 * @param wanted what it should be
 * @param name its name in Ironic
 * @param id of the Ironic port; empty to create it
 */
record PortPlan(
    NetdevPort wanted, String name, Optional<String> id, ObjectNode body, NodePatch patch) {
  private static final String NO_SWITCH_ID = "00:00:00:00:00:00";

  /** The plans of all ports, made before any change; a port that is as wanted has none. */
  static List<PortPlan> of(
      String node, String network, List<NetdevPort> wanted, List<JsonNode> existing) {
    List<PortPlan> plans = new ArrayList<>();
    for (NetdevPort port : wanted) {
      String name = port.nameOn(node);
      Optional<JsonNode> same =
          existing.stream().filter(p -> name.equals(p.path("name").asString(""))).findFirst();
      refuseTakenAddress(port, name, existing);
      if (same.isEmpty()) {
        plans.add(creation(name, network, port));
      } else {
        PortPlan plan = change(name, network, port, same.get());
        if (!plan.patch().isEmpty()) {
          plans.add(plan);
        }
      }
    }
    return plans;
  }

  private static void refuseTakenAddress(NetdevPort port, String name, List<JsonNode> existing) {
    existing.stream()
        .filter(p -> p.path("address").asString("").equalsIgnoreCase(port.mac()))
        .filter(p -> !name.equals(p.path("name").asString("")))
        .findFirst()
        .ifPresent(p -> {
          throw new OperationFailedException(
              "MAC "
                  + port.mac()
                  + " of "
                  + name
                  + " is already used by port "
                  + p.path("name").asString(""));
        });
  }

  private static PortPlan creation(String name, String network, NetdevPort port) {
    ObjectNode body = Trees.object().put("address", port.mac()).put("category", "network");
    body.set("local_link_connection", link(port, port.switchId().orElse(NO_SWITCH_ID)));
    body.put("name", name).put("physical_network", network);
    return new PortPlan(port, name, Optional.empty(), body, new NodePatch());
  }

  private static PortPlan change(String name, String network, NetdevPort port, JsonNode now) {
    NodePatch patch = new NodePatch();
    if (!now.path("address").asString("").equalsIgnoreCase(port.mac())) {
      patch.set("/address", port.mac());
    }
    if (!now.path("physical_network").asString("").equals(network)) {
      patch.set("/physical_network", network);
    }
    if (!now.path("category").asString("").equals("network")) {
      patch.set("/category", "network");
    }
    JsonNode known = now.path("local_link_connection");
    String switchId = port.switchId().or(() -> realSwitchId(known)).orElse(NO_SWITCH_ID);
    ObjectNode link = link(port, switchId);
    boolean same =
        link.properties().stream().allMatch(e -> e.getValue().equals(known.path(e.getKey())));
    if (!same) {
      patch.set("/local_link_connection", link);
    }
    return new PortPlan(
        port, name, Optional.of(now.path("uuid").asString()), Trees.object(), patch);
  }

  /** Inspection writes the text {@code None} where it learned nothing. */
  private static Optional<String> realSwitchId(JsonNode link) {
    return Trees.text(link, "switch_id").filter(text -> !text.equals("None"));
  }

  private static ObjectNode link(NetdevPort port, String switchId) {
    return Trees.object()
        .put("switch_id", switchId)
        .put("switch_info", port.switchName())
        .put("port_id", port.switchPort());
  }
}
