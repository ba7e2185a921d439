package dev.understack.operations.oob;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.baremetal.CableWriter;
import dev.understack.operations.baremetal.SwitchPort;
import dev.understack.operations.bmc.BmcCredentials;
import dev.understack.operations.bmc.Chassis;
import dev.understack.operations.bmc.NetworkCard;
import dev.understack.operations.bmc.RedfishClient;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One server that Nautobot knows by its device and we reach by its management controller. */
final class OobServer {
  private static final Set<String> CHANGEABLE = Set.of("enroll", "manageable");

  private final OperationRun run;
  private final NautobotClient nautobot;
  private final String device;
  private final String address;

  OobServer(OperationRun run, NautobotClient nautobot, String device, String address) {
    this.run = run;
    this.nautobot = nautobot;
    this.device = device;
    this.address = address;
  }

  /**
   * Sets the standard password and writes what Redfish knows of the network cards, with cables to
   * their LLDP neighbours. A card without a known neighbour keeps the cable that it has.
   */
  int interfacesToNautobot() {
    RedfishClient bmc = new BmcCredentials(run).establish(address, "");
    Chassis chassis = Chassis.read(bmc);
    Map<String, JsonNode> known = new HashMap<>();
    interfaces().forEach(row -> known.put(row.path("name").asString(""), row));
    SwitchNeighbours switches = new SwitchNeighbours(run, nautobot);
    Map<String, SwitchPort> plugged = new HashMap<>();
    CableWriter cables = new CableWriter(run, nautobot, id -> Optional.ofNullable(plugged.get(id)));
    for (NetworkCard card : NetworkCard.read(bmc, chassis)) {
      JsonNode row = write(card, Optional.ofNullable(known.get(card.name())));
      card.neighbour()
          .flatMap(switches::port)
          .ifPresent(port -> {
            plugged.put(row.path("id").asString(), port);
            cables.connect(row, port);
          });
    }
    return 0;
  }

  /** The interface as it is afterwards. */
  private JsonNode write(NetworkCard card, Optional<JsonNode> row) {
    if (row.isEmpty()) {
      ObjectNode body =
          Trees.object()
              .put("device", device)
              .put("name", card.name())
              .put("type", "25gbase-x-sfp28")
              .put("mac_address", card.mac())
              .put("status", "Active");
      return nautobot.create(NautobotEndpoint.INTERFACES, body);
    }
    if (!card.mac().equals(mac(row.get()))) {
      nautobot.update(
          NautobotEndpoint.INTERFACES,
          row.get().path("id").asString(),
          Trees.object().put("mac_address", card.mac()));
    } else {
      nautobot.unchanged(NautobotEndpoint.INTERFACES, row.get().path("id").asString());
    }
    return row.get();
  }

  /** Makes the node whose id is that of the device; nodes beyond manageable stay as they are. */
  int serverToIronic() {
    RedfishClient bmc = new BmcCredentials(run).establish(address, "");
    Chassis chassis = Chassis.read(bmc);
    String driver = chassis.isDell() ? "idrac" : "redfish";
    IronicClient ironic = ironic();
    Optional<JsonNode> node = ironic.findNode(device);
    if (node.isEmpty()) {
      ObjectNode body =
          Trees.object().put("uuid", device).put("name", chassis.nodeName()).put("driver", driver);
      body.set("driver_info", driverInfo(bmc));
      ironic.createNode(body);
    } else if (CHANGEABLE.contains(node.get().path("provision_state").asString(""))) {
      update(ironic, node.get(), chassis.nodeName(), driver, bmc);
    } else {
      run.log().info("node " + device + " is in use and stays as it is");
    }
    return 0;
  }

  private ObjectNode driverInfo(RedfishClient bmc) {
    return Trees.object()
        .put("redfish_address", "https://" + address)
        .put("redfish_verify_ca", false)
        .put("redfish_username", bmc.user())
        .put("redfish_password", bmc.password());
  }

  private void update(
      IronicClient ironic, JsonNode node, String name, String driver, RedfishClient bmc) {
    ObjectNode wanted = Trees.object().put("name", name).put("driver", driver);
    ArrayNode patch = Trees.array();
    wanted.properties().stream()
        .filter(e -> !e.getValue().equals(node.path(e.getKey())))
        .forEach(e -> patch.add(IronicClient.patch("add", "/" + e.getKey(), e.getValue())));
    driverInfo(bmc).properties().stream()
        .filter(e -> !e.getValue().equals(node.path("driver_info").path(e.getKey())))
        .forEach(
            e -> patch.add(IronicClient.patch("add", "/driver_info/" + e.getKey(), e.getValue())));
    if (!driver.equals(node.path("driver").asString(""))) {
      ironic.changeDriver(device, patch);
    } else if (!patch.isEmpty()) {
      ironic.patchNode(device, patch);
    }
  }

  /** Ports are the interfaces that have a MAC address, by their ids; others go. */
  int interfacesToIronic() {
    IronicClient ironic = ironic();
    String state = ironic.node(device).path("provision_state").asString("");
    if (!CHANGEABLE.contains(state)) {
      run.log().info("node " + device + " is " + state + ", its ports stay as they are");
      return 0;
    }
    Map<String, JsonNode> ports = new HashMap<>();
    ironic.portsOf(device).forEach(port -> ports.put(port.path("uuid").asString(), port));
    for (JsonNode row : interfaces()) {
      boolean wanted =
          !mac(row).isEmpty()
              && !row.path("mgmt_only").asBoolean(false)
              && !List.of("iDRAC", "iLO").contains(row.path("name").asString(""));
      if (wanted) {
        write(ironic, row, Optional.ofNullable(ports.remove(row.path("id").asString())));
      }
    }
    ports.keySet().forEach(ironic::deletePort);
    return 0;
  }

  private void write(IronicClient ironic, JsonNode row, Optional<JsonNode> port) {
    String mac = mac(row).toLowerCase(Locale.ROOT);
    if (port.isEmpty()) {
      ObjectNode body =
          Trees.object()
              .put("uuid", row.path("id").asString())
              .put("node_uuid", device)
              .put("address", mac);
      body.putObject("extra").put("bios_name", row.path("name").asString(""));
      ironic.createPort(body);
    } else if (!port.get().path("address").asString("").equalsIgnoreCase(mac)) {
      ArrayNode patch = Trees.array();
      patch.add(IronicClient.patch("replace", "/address", Trees.textOrNull(mac)));
      ironic.patchPort(port.get().path("uuid").asString(), patch);
    }
  }

  private List<JsonNode> interfaces() {
    List<JsonNode> rows = nautobot.list(NautobotEndpoint.INTERFACES, Map.of("device_id", device));
    if (rows.isEmpty() && nautobot.findById(NautobotEndpoint.DEVICES, device).isEmpty()) {
      throw new OperationFailedException("Nautobot has no device " + device);
    }
    return rows;
  }

  private IronicClient ironic() {
    return OpenStack.open(run, Optional.empty()).ironic();
  }

  private static String mac(JsonNode row) {
    return row.path("mac_address").asString("").toUpperCase(Locale.ROOT);
  }
}
