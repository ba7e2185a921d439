package dev.understack.operations.baremetal;

import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What Ironic knows of one node.
 *
 * @param node the node itself
 * @param inventory what inspection found; an empty object before the first one
 */
record NodeFacts(
    JsonNode node, JsonNode inventory, List<JsonNode> ports, List<JsonNode> portgroups) {

  NodeFacts {
    ports = List.copyOf(ports);
    portgroups = List.copyOf(portgroups);
  }

  /** Empty when Ironic has no such node. */
  static Optional<NodeFacts> read(IronicClient ironic, String uuid) {
    return ironic
        .findNode(uuid)
        .map(node ->
            new NodeFacts(
                node,
                ironic.inventory(uuid).orElse(Trees.object()),
                ironic.portsOf(uuid),
                ironic.portgroupsOf(uuid)));
  }

  String uuid() {
    return node.path("uuid").asString("");
  }

  /** Name of the Nautobot status; empty when the state says nothing about it. */
  Optional<String> status() {
    return ProvisionStates.status(node.path("provision_state").asString(""));
  }

  /** Dashed id of the project that rents the node. */
  Optional<String> tenant() {
    return Trees.text(node, "lessee").flatMap(OpenStackIds::dashed);
  }

  Optional<String> externalCmdbId() {
    return Trees.text(node, "extra", "external_cmdb_id");
  }

  /** The name that Nautobot knows the maker by. */
  Optional<String> manufacturer() {
    return vendor("manufacturer").map(NodeFacts::normalManufacturer);
  }

  static String normalManufacturer(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    if (upper.contains("DELL")) {
      return "Dell";
    }
    return upper.contains("HP") ? "HPE" : text;
  }

  /** Without the part number in brackets. */
  Optional<String> model() {
    return vendor("product_name")
        .filter(text -> !text.equals("System"))
        .map(text -> text.replaceAll(" \\([^)]*\\)$", ""));
  }

  Optional<String> serial() {
    return vendor("serial_number");
  }

  Optional<String> name() {
    return manufacturer().flatMap(maker -> serial().map(serial -> maker + "-" + serial));
  }

  private Optional<String> vendor(String field) {
    return Trees.text(inventory, "inventory", "system_vendor", field);
  }
}
