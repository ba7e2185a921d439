package dev.understack.acceptance.nautobot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import dev.understack.standins.openstack.NeutronStandIn;
import dev.understack.testing.NautobotServer;
import dev.understack.testing.UnavailableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The operations write to a real Nautobot what they write to the stand-in, and a second run finds
 * everything right. The tests follow the life of one site, in order.
 */
@TestMethodOrder(OrderAnnotation.class)
class RealNautobotSyncTest {
  private static final String NODE = "7ca98881-bca5-4c82-9369-66eb36292a95";
  private static final String PORT = "63a3c79c-dd84-4569-a398-cc795287300f";
  private static final String NETWORK = "c57bcc09-2c7e-4d1f-9a59-61ecd5f4e9a1";
  private static final String SUBNET = "d1a2b3c4-2c7e-4d1f-9a59-61ecd5f4e9a1";

  private static NautobotServer nautobot;
  private static KeystoneStandIn keystone;
  private static IronicStandIn ironic;
  private static NeutronStandIn neutron;
  private static RealInventory inventory;
  private static OperationBench bench;
  private static String project;

  @BeforeAll
  static void start() {
    assumeTrue(
        Boolean.getBoolean("understack.acceptance"),
        "only with ./test --acceptance: installs and starts a real Nautobot");
    try {
      nautobot = NautobotServer.start();
    } catch (UnavailableException e) {
      abort("no real Nautobot here: " + e.getMessage());
    }
    inventory = new RealInventory(nautobot);
    keystone = new KeystoneStandIn("admin-password");
    ironic = new IronicStandIn(keystone);
    neutron = new NeutronStandIn(keystone);
    bench =
        new OperationBench(
            nautobot.url().toString(), nautobot.token(), keystone.cloudsYaml("admin-password"));
    project = keystone.createProject("web", "default", "d".repeat(300));
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      nautobot.close();
      neutron.close();
      ironic.close();
      keystone.close();
    }
  }

  @Test
  @Order(1)
  void projectBecomesTenant() {
    assertThat(bench.run("sync-keystone", "identity.project.created", project))
        .as(bench.log())
        .isZero();
    assertThat(bench.run("sync-keystone", "identity.project.created", project)).isZero();

    assertThat(bench.changed()).isEmpty();
    JsonNode tenant = inventory.find("tenancy/tenants", "name=default%3Aweb").getFirst();
    assertThat(tenant.path("description").asString()).isEqualTo("d".repeat(255));
  }

  @Test
  @Order(2)
  void nodeBecomesDeviceWithInterfacesCableAndController() {
    ironic.seed(
        "nodes",
        """
        {"uuid": "%s", "provision_state": "active", "lessee": "%s",
         "extra": {"external_cmdb_id": "4711"}}
        """
            .formatted(NODE, project));
    ironic.seed(
        "ports",
        """
        {"uuid": "%s", "address": "00:11:22:33:44:55", "node_uuid": "%s",
         "extra": {"bios_name": "NIC.Slot.1-1"},
         "local_link_connection": {"switch_info": "switch1", "port_id": "Ethernet1/1"}}
        """
            .formatted(PORT, NODE));
    ironic.seedInventory(
        NODE,
        """
        {"inventory": {"system_vendor": {"manufacturer": "Dell Inc.", "serial_number": "ABC123",
          "product_name": "PowerEdge R7615 (SKU=0AF7)"},
          "interfaces": [{"mac_address": "00:11:22:33:44:55", "name": "eno1"}],
          "bmc_mac": "aa:bb:cc:dd:ee:ff", "bmc_address": "10.46.96.156"}}
        """);

    assertThat(nodeEvent()).as(bench.log()).isZero();

    JsonNode device = inventory.find("dcim/devices", "id=" + NODE).getFirst();
    assertThat(device.path("name").asString()).isEqualTo("Dell-ABC123");
    assertThat(device.at("/status/name").asString()).isEqualTo("Active");
    assertThat(device.at("/tenant/name").asString()).isEqualTo("default:web");
    assertThat(device.at("/location/name").asString()).isEqualTo("DC1");
    assertThat(device.at("/rack/name").asString()).isEqualTo("R1");
    assertThat(device.at("/custom_fields/external_cmdb_id").asString()).isEqualTo("4711");
    assertThat(inventory.find("dcim/interfaces", "device_id=" + NODE))
        .extracting(row -> row.path("name").asString())
        .containsExactlyInAnyOrder("NIC.Slot.1-1", "iDRAC");
    assertThat(farEnd().path("name").asString()).isEqualTo("switch1");
    assertThat(inventory.find("ipam/ip-addresses", "address=10.46.96.156")).hasSize(1);
  }

  @Test
  @Order(3)
  void secondRunFindsEverythingRight() {
    assertThat(nodeEvent()).as(bench.log()).isZero();

    assertThat(bench.changed()).isEmpty();
  }

  @Test
  @Order(4)
  void movedPortTakesItsCableAlong() {
    link("switch2", "Ethernet1/1");

    assertThat(portEvent()).as(bench.log()).isZero();
    assertThat(farEnd().path("name").asString()).isEqualTo("switch2");

    link("switch9", "Ethernet1/1");
    assertThat(portEvent()).isEqualTo(1);
    assertThat(bench.log()).contains("Ethernet1/1 not found on device switch9");
  }

  @Test
  @Order(5)
  void networkAndSubnetBecomeNamespaceAndPrefix() {
    neutron.seed(
        "networks",
        """
        {"id": "%s", "name": "net", "project_id": "%s", "router:external": false,
         "provider:network_type": "vlan", "provider:segmentation_id": 100}
        """
            .formatted(NETWORK, project));
    neutron.seed(
        "subnets",
        """
        {"id": "%s", "name": "sub", "network_id": "%s", "project_id": "%s",
         "cidr": "2001:db8:1::/64"}
        """
            .formatted(SUBNET, NETWORK, project));

    assertThat(subnetEvent()).as(bench.log()).isZero();
    assertThat(subnetEvent()).as(bench.log()).isZero();

    assertThat(bench.changed()).isEmpty();
    JsonNode prefix = inventory.find("ipam/prefixes", "id=" + SUBNET).getFirst();
    assertThat(prefix.path("prefix").asString()).isEqualTo("2001:db8:1::/64");
    assertThat(prefix.at("/namespace/name").asString()).isEqualTo(NETWORK);
    assertThat(prefix.at("/tenant/name").asString()).isEqualTo("default:web");
  }

  @Test
  @Order(6)
  void deletedProjectGoesWhenNothingIsLeftOfIt() {
    keystone.deleteProject(project);

    assertThat(bench.run("sync-keystone", "identity.project.deleted", project)).isEqualTo(1);
    assertThat(bench.log()).contains("2001:db8:1::/64");

    neutron.remove("subnets", SUBNET);
    assertThat(subnetEvent()).as(bench.log()).isZero();
    assertThat(bench.run("sync-keystone", "identity.project.deleted", project))
        .as(bench.log())
        .isZero();
    assertThat(inventory.find("tenancy/tenants", "name=default%3Aweb")).isEmpty();
    assertThat(inventory.find("dcim/devices", "id=" + NODE).getFirst().path("tenant").isNull())
        .isTrue();
  }

  @Test
  @Order(7)
  void deletedNodeTakesDeviceAndInterfacesAlong() {
    ironic.remove("ports", PORT);
    ironic.remove("nodes", NODE);

    assertThat(ironicEvent("baremetal.node.delete.end", NODE)).as(bench.log()).isZero();

    assertThat(inventory.find("dcim/devices", "id=" + NODE)).isEmpty();
    assertThat(inventory.find("dcim/interfaces", "id=" + PORT)).isEmpty();
  }

  private static JsonNode farEnd() {
    JsonNode cable = inventory.find("dcim/interfaces", "id=" + PORT).getFirst().path("cable");
    String far = cable.path("termination_b_id").asString();
    return inventory.find("dcim/interfaces", "id=" + far).getFirst().path("device");
  }

  private static void link(String device, String port) {
    ironic.change(
        "ports",
        PORT,
        "{\"local_link_connection\": {\"switch_info\": \"%s\", \"port_id\": \"%s\"}}"
            .formatted(device, port));
  }

  private static int nodeEvent() {
    return ironicEvent("baremetal.node.update.end", NODE);
  }

  private static int portEvent() {
    return ironicEvent("baremetal.port.update.end", PORT);
  }

  private static int subnetEvent() {
    return bench.event(
        "subnet.update.end",
        "{\"subnet\": {\"id\": \"%s\", \"network_id\": \"%s\"}}".formatted(SUBNET, NETWORK));
  }

  private static int ironicEvent(String type, String uuid) {
    return bench.event(
        type,
        "{\"ironic_object.data\": {\"uuid\": \"%s\", \"node_uuid\": \"%s\"}}"
            .formatted(uuid, NODE));
  }
}
