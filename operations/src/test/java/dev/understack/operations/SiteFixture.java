package dev.understack.operations;

import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import dev.understack.standins.openstack.NeutronStandIn;
import dev.understack.standins.openstack.NovaStandIn;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A whole site on stand-ins, with two switches in racks and a run that has its secrets. */
public final class SiteFixture implements AutoCloseable {
  public static final String NODE = "7ca98881-bca5-4c82-9369-66eb36292a95";
  public static final String PORT = "63a3c79c-dd84-4569-a398-cc795287300f";

  public final KeystoneStandIn keystone = new KeystoneStandIn("admin-password");
  public final NautobotStandIn nautobot = new NautobotStandIn("the-nautobot-token");
  public final IronicStandIn ironic = new IronicStandIn(keystone);
  public final NeutronStandIn neutron = new NeutronStandIn(keystone);
  public final NovaStandIn nova = new NovaStandIn(keystone);
  public final RunFixture run;
  public final String rack;

  public SiteFixture() {
    this(new RunFixture());
  }

  public SiteFixture(RunFixture run) {
    this.run = run;
    run.environment.put("NAUTOBOT_URL", nautobot.url().toString());
    run.files.put("/etc/nb-token/token", "the-nautobot-token\n");
    run.files.put("/etc/openstack/clouds.yaml", keystone.cloudsYaml("admin-password"));
    nautobot.seed("dcim/locations", "{\"name\": \"site\"}");
    rack = nautobot.seed("dcim/racks", "{\"name\": \"r1\", \"location\": {\"name\": \"site\"}}");
    for (String maker : List.of("Dell", "HPE", "Supermicro")) {
      nautobot.seed("dcim/manufacturers", "{\"name\": \"" + maker + "\"}");
      seedType(maker, "PowerEdge R7615");
    }
    nautobot.seed("ipam/namespaces", "{\"name\": \"Rackspace\"}");
    nautobot.seed(
        "ipam/prefixes",
        "{\"prefix\": \"10.46.96.0/24\", \"namespace\": \"Rackspace\", \"status\": \"Active\"}");
    seedSwitch("switch1");
    seedSwitch("switch2");
  }

  private void seedType(String maker, String model) {
    nautobot.seed(
        "dcim/device-types",
        "{\"model\": \"%s\", \"manufacturer\": {\"name\": \"%s\"}}".formatted(model, maker));
  }

  private void seedSwitch(String name) {
    String device =
        nautobot.seed(
            "dcim/devices",
            """
            {"name": "%s", "status": "Active", "role": {"name": "server"},
             "location": {"name": "site"}, "rack": {"name": "r1"},
             "device_type": {"manufacturer": {"name": "Dell"}, "model": "PowerEdge R7615"}}
            """
                .formatted(name));
    for (int number = 1; number <= 4; number++) {
      nautobot.seed(
          "dcim/interfaces",
          """
          {"name": "Ethernet1/%d", "status": "Active", "type": "25gbase-x-sfp28", "device": "%s"}
          """
              .formatted(number, device));
    }
  }

  /** A Dell server with one port on switch1, inspected. */
  public void seedServer() {
    ironic.seed("nodes", "{\"uuid\": \"" + NODE + "\", \"provision_state\": \"active\"}");
    seedPort(PORT, "00:11:22:33:44:55", "NIC.Slot.1-1", "switch1", "Ethernet1/1");
    seedInventory("Dell Inc.");
  }

  public void seedInventory(String manufacturer) {
    ironic.seedInventory(
        NODE,
        """
        {"inventory": {"system_vendor": {"manufacturer": "%s", "serial_number": "ABC123",
          "product_name": "PowerEdge R7615 (SKU=0AF7)"},
          "interfaces": [{"mac_address": "00:11:22:33:44:55", "name": "eno1"}],
          "bmc_mac": "aa:bb:cc:dd:ee:ff", "bmc_address": "10.46.96.156"}}
        """
            .formatted(manufacturer));
  }

  public void seedPort(String uuid, String mac, String biosName, String device, String port) {
    ironic.seed(
        "ports",
        """
        {"uuid": "%s", "address": "%s", "node_uuid": "%s", "extra": {"bios_name": "%s"},
         "physical_network": "f20-1-network",
         "local_link_connection": {"switch_info": "%s", "port_id": "%s", "switch_id": "c4:7e"}}
        """
            .formatted(uuid, mac, NODE, biosName, device, port));
  }

  /** Runs the dispatcher on an Ironic notification about that object. */
  public int ironicEvent(String type, String uuid) {
    return event(
        type,
        "{\"ironic_object.data\": {\"uuid\": \"" + uuid + "\", \"node_uuid\": \"" + NODE + "\"}}");
  }

  /** Runs the dispatcher on a notification. */
  public int event(String type, String payload) {
    run.files.put(
        "/tmp/event.json", "{\"event_type\": \"" + type + "\", \"payload\": " + payload + "}");
    return run.run("openstack-oslo-event", "--file", "/tmp/event.json");
  }

  public JsonNode device() {
    return nautobot.object("dcim/devices", NODE).orElseThrow();
  }

  public JsonNode port() {
    return nautobot.object("dcim/interfaces", PORT).orElseThrow();
  }

  /** The id of the interface of a switch. */
  public String switchPort(String device, String name) {
    return nautobot.objects("dcim/interfaces").stream()
        .filter(row -> row.path("device").path("name").asString("").equals(device))
        .filter(row -> row.path("name").asString().equals(name))
        .map(row -> row.path("id").asString())
        .findFirst()
        .orElseThrow();
  }

  /** The interfaces of the server by name. */
  public Map<String, JsonNode> interfaces() {
    return nautobot.objects("dcim/interfaces").stream()
        .filter(row -> row.path("device").path("id").asString().equals(NODE))
        .collect(java.util.stream.Collectors.toMap(row -> row.path("name").asString(), row -> row));
  }

  @Override
  public void close() {
    keystone.close();
    nautobot.close();
    ironic.close();
    neutron.close();
    nova.close();
  }
}
