package dev.understack.operations.bmc;

import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One network interface of a server as its controller knows it.
 *
 * @param neighbour switch and port from LLDP; empty when nothing is plugged in or known
 */
public record NetworkCard(String name, String mac, Optional<Neighbour> neighbour) {

  /**
   * The other end of a cable.
   *
   * @param switchMac chassis id of the switch
   */
  public record Neighbour(String switchMac, String port) {}

  /** All that have a MAC address, with their neighbours where the controller listens to LLDP. */
  public static List<NetworkCard> read(RedfishClient bmc, Chassis chassis) {
    List<NetworkCard> cards = new ArrayList<>();
    JsonNode members = bmc.read(chassis.systemPath() + "/EthernetInterfaces").path("Members");
    List<JsonNode> lldp = chassis.isDell() ? connections(bmc, chassis) : List.of();
    for (JsonNode member : Trees.items(members)) {
      JsonNode card = bmc.read(member.path("@odata.id").asString(""));
      String name = card.path("Id").asString(card.path("Name").asString(""));
      Trees.text(card, "MACAddress")
          .or(() -> Trees.text(card, "PermanentMACAddress"))
          .ifPresent(
              mac -> cards.add(new NetworkCard(name, Chassis.mac(mac), neighbour(lldp, name))));
    }
    return cards;
  }

  private static List<JsonNode> connections(RedfishClient bmc, Chassis chassis) {
    String path = chassis.systemPath() + "/NetworkPorts/Oem/Dell/DellSwitchConnections";
    try {
      return Trees.items(bmc.read(path).path("Members"));
    } catch (RequestFailedException e) {
      return List.of();
    }
  }

  static Optional<Neighbour> neighbour(List<JsonNode> connections, String name) {
    Stream<JsonNode> ours =
        connections.stream().filter(each -> each.path("FQDD").asString("").equals(name));
    return ours.filter(NetworkCard::isConnected)
        .map(each ->
            new Neighbour(
                each.path("SwitchConnectionID").asString(""),
                each.path("SwitchPortConnectionID").asString("")))
        .findFirst();
  }

  private static boolean isConnected(JsonNode connection) {
    return Trees.text(connection, "SwitchPortConnectionID")
        .filter(port -> !port.equals("Not Available"))
        .isPresent();
  }
}
