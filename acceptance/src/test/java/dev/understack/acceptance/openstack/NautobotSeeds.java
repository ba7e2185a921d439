package dev.understack.acceptance.openstack;

import dev.understack.standins.nautobot.NautobotStandIn;
import java.util.List;

/** What a Nautobot holds before the first server arrives. */
final class NautobotSeeds {
  static final String SWITCH_1 = "f20-1-1.example.com";
  static final String SWITCH_2 = "f20-1-2.example.com";
  private static final int PORTS = 8;

  private NautobotSeeds() {}

  /** Two switches in a rack. */
  static void plant(NautobotStandIn nautobot) {
    plant(nautobot, List.of(SWITCH_1, SWITCH_2), PORTS);
  }

  /** Switches in a rack, each with interfaces {@code Ethernet1/1} and so on. */
  static void plant(NautobotStandIn nautobot, List<String> switches, int ports) {
    nautobot.seed("dcim/locations", "{\"name\": \"site\"}");
    nautobot.seed("dcim/racks", "{\"name\": \"f20-1\", \"location\": {\"name\": \"site\"}}");
    for (String maker : List.of("Dell", "HPE")) {
      nautobot.seed("dcim/manufacturers", "{\"name\": \"" + maker + "\"}");
      nautobot.seed(
          "dcim/device-types",
          "{\"model\": \"PowerEdge R7615\", \"manufacturer\": {\"name\": \"" + maker + "\"}}");
    }
    nautobot.seed("ipam/namespaces", "{\"name\": \"Rackspace\"}");
    nautobot.seed(
        "ipam/prefixes",
        "{\"prefix\": \"10.46.96.0/24\", \"namespace\": \"Rackspace\", \"status\": \"Active\"}");
    nautobot.seed(
        "plugins/undercloud-vni/ucvni-groups", "{\"name\": \"default\", \"range\": \"1-999\"}");
    for (String name : switches) {
      plantSwitch(nautobot, name, ports);
    }
  }

  private static void plantSwitch(NautobotStandIn nautobot, String name, int ports) {
    String device =
        nautobot.seed(
            "dcim/devices",
            """
            {"name": "%s", "status": "Active", "role": {"name": "server"},
             "location": {"name": "site"}, "rack": {"name": "f20-1"},
             "device_type": {"manufacturer": {"name": "Dell"}, "model": "PowerEdge R7615"}}
            """
                .formatted(name));
    for (int number = 1; number <= ports; number++) {
      nautobot.seed(
          "dcim/interfaces",
          """
          {"name": "Ethernet1/%d", "status": "Active", "type": "25gbase-x-sfp28", "device": "%s"}
          """
              .formatted(number, device));
    }
  }
}
