package dev.understack.acceptance.openstack;

import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * All servers with their interfaces and cables, one line each: as they are, and as they should be.
 */
final class Inventory {
  private static final Map<String, String> STATUSES =
      Map.of(
          "manageable", "Staged",
          "available", "Available",
          "deploying", "Provisioning",
          "active", "Active",
          "deleting", "Decommissioning",
          "clean failed", "Quarantine");

  private Inventory() {}

  /** What Ironic's nodes say should be in Nautobot. */
  static SortedSet<String> wanted(IronicStandIn ironic) {
    SortedSet<String> lines = new TreeSet<>();
    for (JsonNode node : ironic.all("nodes")) {
      String id = node.path("uuid").asString();
      lines.add(
          "device %s %s tenant %s cmdb %s"
              .formatted(
                  id,
                  STATUSES.get(node.path("provision_state").asString()),
                  node.path("lessee").asString(""),
                  node.path("extra").path("external_cmdb_id").asString("")));
      lines.add("interface of %s iDRAC 1000base-t AA:BB:CC:DD:EE:FF".formatted(id));
    }
    for (JsonNode port : ironic.all("ports")) {
      lines.add(
          "interface of %s %s 25gbase-x-sfp28 %s"
              .formatted(
                  port.path("node_uuid").asString(),
                  port.path("extra").path("bios_name").asString(),
                  port.path("address").asString().toUpperCase(Locale.ROOT)));
      lines.add("cable %s %s".formatted(port.path("uuid").asString(), StormSource.placeOf(port)));
    }
    for (JsonNode group : ironic.all("portgroups")) {
      lines.add("interface of %s bond0 lag ".formatted(group.path("node_uuid").asString()));
    }
    return lines;
  }

  /** What Nautobot holds, the switches left out. */
  static SortedSet<String> found(NautobotStandIn nautobot) {
    SortedSet<String> lines = new TreeSet<>();
    Predicate<JsonNode> isSwitch = device -> device.path("name").asString("").startsWith("switch");
    for (JsonNode device : nautobot.objects("dcim/devices")) {
      if (!isSwitch.test(device)) {
        lines.add(
            "device %s %s tenant %s cmdb %s"
                .formatted(
                    device.path("id").asString(),
                    device.path("status").path("name").asString(),
                    device.path("tenant").path("id").asString("").replace("-", ""),
                    device.path("custom_fields").path("external_cmdb_id").asString("")));
      }
    }
    for (JsonNode row : nautobot.objects("dcim/interfaces")) {
      if (!isSwitch.test(row.path("device"))) {
        lines.add(
            "interface of %s %s %s %s"
                .formatted(
                    row.path("device").path("id").asString(),
                    row.path("name").asString(),
                    row.path("type").path("value").asString(),
                    row.path("mac_address").asString("").toUpperCase(Locale.ROOT)));
      }
    }
    for (JsonNode cable : nautobot.objects("dcim/cables")) {
      lines.add(line(nautobot, cable));
    }
    return lines;
  }

  private static String line(NautobotStandIn nautobot, JsonNode cable) {
    String server = "";
    String place = "";
    for (String end : List.of("termination_a_id", "termination_b_id")) {
      JsonNode row = nautobot.object("dcim/interfaces", cable.path(end).asString()).orElseThrow();
      String device = row.path("device").path("name").asString();
      if (device.startsWith("switch")) {
        place = device + " " + row.path("name").asString();
      } else {
        server = row.path("id").asString();
      }
    }
    return "cable " + server + " " + place;
  }
}
