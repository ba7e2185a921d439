package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The interface of a server's management controller, and its address. */
final class BmcInterface {
  private static final String NAMESPACE = "Rackspace";

  private final OperationRun run;
  private final NautobotClient nautobot;

  BmcInterface(OperationRun run, NautobotClient nautobot) {
    this.run = run;
    this.nautobot = nautobot;
  }

  /** What the vendor calls the controller. */
  static String nameFor(Optional<String> manufacturer) {
    return manufacturer.filter("HPE"::equals).isPresent() ? "iLO" : "iDRAC";
  }

  /**
   * Follows {@code bmc_mac} and {@code bmc_address} of an inventory; nothing without a MAC.
   *
   * @param rows the interfaces that the device has, by name
   * @return the id of the interface
   */
  Optional<String> sync(
      String device, JsonNode inventory, String name, Function<String, Optional<JsonNode>> rows) {
    Optional<String> mac = Trees.text(inventory, "inventory", "bmc_mac");
    if (mac.isEmpty()) {
      return Optional.empty();
    }
    String id = writeInterface(device, name, mac.get().toUpperCase(Locale.ROOT), rows);
    Trees.text(inventory, "inventory", "bmc_address")
        .filter(address -> !address.equals("0.0.0.0") && !address.equals("::"))
        .ifPresent(address -> assign(id, address));
    return Optional.of(id);
  }

  private String writeInterface(
      String device, String name, String mac, Function<String, Optional<JsonNode>> rows) {
    for (String known : List.of(name, name.equals("iLO") ? "iDRAC" : "iLO")) {
      Optional<JsonNode> row = rows.apply(known);
      if (row.isPresent()) {
        update(row.get(), name, mac);
        return row.get().path("id").asString();
      }
    }
    ObjectNode body =
        Trees.object()
            .put("device", device)
            .put("name", name)
            .put("type", "1000base-t")
            .put("mac_address", mac)
            .put("description", "Dedicated " + name + " interface")
            .put("mgmt_only", true)
            .put("enabled", true)
            .put("status", "Active");
    return nautobot.create(NautobotEndpoint.INTERFACES, body).path("id").asString();
  }

  private void update(JsonNode row, String name, String mac) {
    String id = row.path("id").asString();
    ObjectNode difference = Trees.object();
    if (!name.equals(row.path("name").asString(name))) {
      difference.put("name", name).put("description", "Dedicated " + name + " interface");
    }
    if (!mac.equals(InterfaceWriter.macOf(row))) {
      difference.put("mac_address", mac);
    }
    if (difference.isEmpty()) {
      nautobot.unchanged(NautobotEndpoint.INTERFACES, id);
    } else {
      nautobot.update(NautobotEndpoint.INTERFACES, id, difference);
    }
  }

  /** Gives the address to the interface, unless another one has it. */
  void assign(String interfaceId, String address) {
    try {
      Optional<JsonNode> known =
          nautobot.find(NautobotEndpoint.IP_ADDRESSES, Map.of("address", address));
      JsonNode ip = known.orElseGet(() -> createAddress(address));
      associate(interfaceId, address, ip.path("id").asString());
    } catch (RequestFailedException e) {
      if (e.isTemporary()) {
        throw e;
      }
      run.log().warn("cannot assign " + address + " to the controller: " + e.getMessage());
    }
  }

  private JsonNode createAddress(String address) {
    return nautobot.create(
        NautobotEndpoint.IP_ADDRESSES,
        Trees.object().put("address", address).put("namespace", NAMESPACE).put("status", "Active"));
  }

  private void associate(String interfaceId, String address, String ipId) {
    List<JsonNode> holders =
        nautobot.list(NautobotEndpoint.IP_ADDRESS_TO_INTERFACE, Map.of("ip_address", ipId));
    boolean ours =
        holders.stream()
            .anyMatch(
                h -> Trees.reference(h, "interface", "id").filter(interfaceId::equals).isPresent());
    if (ours) {
      return;
    }
    if (!holders.isEmpty()) {
      run.log().warn(address + " belongs to another interface and stays there");
      return;
    }
    nautobot.create(
        NautobotEndpoint.IP_ADDRESS_TO_INTERFACE,
        Trees.object()
            .put("ip_address", ipId)
            .put("interface", interfaceId)
            .put("is_primary", true));
  }
}
