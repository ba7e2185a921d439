package dev.understack.acceptance.openstack;

import static dev.understack.acceptance.openstack.NautobotSeeds.SWITCH_1;
import static dev.understack.acceptance.openstack.NautobotSeeds.SWITCH_2;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real Ironic: Nautobot's devices, interfaces and cables follow its nodes and ports. */
class RealIronicTest {
  private static final String PROVISION_END = "baremetal.node.provision_set.end";

  private final RealSite site = RealSite.shared();
  private final RealOpenStack openstack = site.openstack();
  private final Follow follow = site.follow();

  @AfterAll
  static void nautobotFollowsWithinASecond() {
    assertThat(RealSite.shared().follow().median()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aDeviceFollowsItsNodeThroughItsLife() {
    RealNode node = RealNode.enrol(openstack, "life");
    node.provision("manage", "manageable");
    String first = node.plug("52:54:00:00:01:01", "NIC.Slot.1-1", SWITCH_1, "Ethernet1/1");
    String second = node.plug("52:54:00:00:01:02", "NIC.Slot.1-2", SWITCH_2, "Ethernet1/1");
    node.hasInventory("LIFE1", "10.46.96.11");

    node.provision("inspect", "manageable");
    follow.after(
        PROVISION_END,
        node.id(),
        () -> {
          assertThat(device(node).path("name").asString()).isEqualTo("Dell-LIFE1");
          assertThat(status(node)).isEqualTo("Staged");
          assertThat(device(node).path("rack").path("name").asString()).isEqualTo("f20-1");
          assertThat(interfaces(node)).containsOnlyKeys("NIC.Slot.1-1", "NIC.Slot.1-2", "iDRAC");
          assertThat(cabledTo(first)).isEqualTo(SWITCH_1 + " Ethernet1/1");
          assertThat(cabledTo(second)).isEqualTo(SWITCH_2 + " Ethernet1/1");
        });
    assertThat(named(node, "NIC.Slot.1-1").path("id").asString()).isEqualTo(first);
    assertThat(named(node, "NIC.Slot.1-1").path("description").asString())
        .isEqualTo("NIC in Slot 1 Port 1");

    node.provision("provide", "available");
    follow.after(PROVISION_END, node.id(), () -> assertThat(status(node)).isEqualTo("Available"));
    node.provision("active", "active");
    follow.after(PROVISION_END, node.id(), () -> assertThat(status(node)).isEqualTo("Active"));
    node.provision("deleted", "available");
    follow.after(PROVISION_END, node.id(), () -> assertThat(status(node)).isEqualTo("Available"));
    node.provision("manage", "manageable");
    follow.after(
        "baremetal.node.provision_set.success",
        node.id(),
        () -> assertThat(status(node)).isEqualTo("Staged"));

    assertThat(statusesWritten(node))
        .as("every stage that took a while")
        .containsSubsequence(
            "Staged", "Available", "Provisioning", "Active", "Decommissioning", "Available");
    node.delete();
    follow.after(
        "baremetal.node.delete.end",
        node.id(),
        () -> {
          assertThat(site.nautobot().object("dcim/devices", node.id())).isEmpty();
          assertThat(site.nautobot().object("dcim/interfaces", first)).isEmpty();
          assertThat(cables()).noneMatch(cable -> cable.contains(first) || cable.contains(second));
        });
  }

  @Test
  void fieldsOfANodeAndItsProjectShowOnTheDevice() {
    RealNode node = inspected("fields", "FIELDS1", "52:54:00:00:02:01", "Ethernet1/2");
    String project =
        openstack
            .keystone(
                "POST",
                "/projects",
                "{\"project\": {\"name\": \"tenant-of-fields\", \"domain_id\": \"default\"}}")
            .path("project")
            .path("id")
            .asString();

    node.set("/extra/external_cmdb_id", "\"CORE-1\"");
    follow.after(
        "baremetal.node.update.end",
        node.id(),
        () ->
            assertThat(device(node).path("custom_fields").path("external_cmdb_id").asString(""))
                .isEqualTo("CORE-1"));
    node.set("/lessee", "\"" + project + "\"");
    follow.after(
        "baremetal.node.update.end",
        node.id(),
        () ->
            assertThat(device(node).path("tenant").path("name").asString(""))
                .isEqualTo("default:tenant-of-fields"));
    node.unset("/lessee");
    follow.after(
        "baremetal.node.update.end",
        node.id(),
        () -> assertThat(device(node).path("tenant").isNull()).isTrue());
    node.set("/lessee", "\"" + project + "\"");
    follow.after(
        "baremetal.node.update.end",
        node.id(),
        () -> assertThat(device(node).path("tenant").isNull()).isFalse());
    openstack.keystone("DELETE", "/projects/" + project, "");
    follow.after(
        "identity.project.deleted",
        project,
        () -> {
          assertThat(device(node).path("tenant").isNull()).isTrue();
          assertThat(tenants()).doesNotContain("default:tenant-of-fields");
        });
  }

  @Test
  void interfacesAndCablesFollowPorts() {
    RealNode node = inspected("ports", "PORTS1", "52:54:00:00:03:01", "Ethernet1/3");

    String port = node.plug("52:54:00:00:03:02", "NIC.Embedded.1-1-1", SWITCH_2, "Ethernet1/3");
    follow.after(
        "baremetal.port.create.end",
        port,
        () -> {
          JsonNode row = named(node, "NIC.Embedded.1-1-1");
          assertThat(row.path("id").asString()).isEqualTo(port);
          assertThat(row.path("mac_address").asString()).isEqualToIgnoringCase("52:54:00:00:03:02");
          assertThat(row.path("status").path("name").asString()).isEqualTo("Active");
          assertThat(cabledTo(port)).isEqualTo(SWITCH_2 + " Ethernet1/3");
        });
    openstack.ironic(
        "PATCH",
        "/ports/" + port,
        "[{\"op\": \"replace\", \"path\": \"/local_link_connection/port_id\","
            + " \"value\": \"Ethernet1/4\"}]");
    follow.after(
        "baremetal.port.update.end",
        port,
        () -> assertThat(cabledTo(port)).isEqualTo(SWITCH_2 + " Ethernet1/4"));
    int syncs = site.undersync().writes().size();
    openstack.ironic("DELETE", "/ports/" + port, "");
    follow.after(
        "baremetal.port.delete.end",
        port,
        () -> {
          assertThat(site.nautobot().object("dcim/interfaces", port)).isEmpty();
          assertThat(cables()).noneMatch(cable -> cable.contains(port));
        });
    follow.after(
        "baremetal.port.delete.end",
        port,
        () -> assertThat(site.undersync().writes()).hasSize(syncs + 1));
    assertThat(site.undersync().writes().getLast().title())
        .isEqualTo("POST /v1/vlan-group/f20-1-network/sync");
  }

  @Test
  void linkAggregatesFollowPortgroupsAndSurviveNodeUpdates() {
    RealNode node = inspected("bonds", "BONDS1", "52:54:00:00:04:01", "Ethernet1/5");

    String group =
        openstack
            .ironic(
                "POST",
                "/portgroups",
                "{\"node_uuid\": \"%s\", \"name\": \"bonds_bond0\", \"mode\": \"802.3ad\","
                        .formatted(node.id())
                    + " \"address\": \"52:54:00:00:04:01\"}")
            .path("uuid")
            .asString();
    follow.after(
        "baremetal.portgroup.create.end",
        group,
        () -> {
          JsonNode row = named(node, "bond0");
          assertThat(row.path("id").asString()).isEqualTo(group);
          assertThat(row.path("type").path("value").asString()).isEqualTo("lag");
          assertThat(row.path("description").asString()).isEqualTo("Bond mode: 802.3ad");
        });
    node.set("/extra/rack_note", "\"x\"");
    node.set("/extra/external_cmdb_id", "\"BOND\"");
    follow.after(
        "baremetal.node.update.end",
        node.id(),
        () ->
            assertThat(device(node).path("custom_fields").path("external_cmdb_id").asString(""))
                .isEqualTo("BOND"));
    assertThat(interfaces(node)).containsKey("bond0");
    openstack.ironic(
        "PATCH",
        "/portgroups/" + group,
        "[{\"op\": \"replace\", \"path\": \"/mode\", \"value\": \"active-backup\"}]");
    follow.after(
        "baremetal.portgroup.update.end",
        group,
        () ->
            assertThat(named(node, "bond0").path("description").asString())
                .isEqualTo("Bond mode: active-backup"));
    openstack.ironic("DELETE", "/portgroups/" + group, "");
    follow.after(
        "baremetal.portgroup.delete.end",
        group,
        () -> assertThat(interfaces(node)).doesNotContainKey("bond0"));
  }

  @Test
  void hardwareThatIsEnrolledAgainKeepsItsPlace() {
    RealNode old = inspected("again-1", "AGAIN1", "52:54:00:00:05:01", "Ethernet1/6");
    List<JsonNode> ports =
        List.copyOf(openstack.ironic("GET", "/ports?node=" + old.id(), "").path("ports").values());
    for (JsonNode port : ports) {
      openstack.ironic("DELETE", "/ports/" + port.path("uuid").asString(), "");
    }
    old.delete();
    RealNode again = inspected("again-2", "AGAIN1", "52:54:00:00:05:01", "Ethernet1/6");

    assertThat(
            site.nautobot().objects("dcim/devices").stream()
                .filter(device -> device.path("name").asString().equals("Dell-AGAIN1"))
                .map(device -> device.path("id").asString()))
        .containsExactly(again.id());
  }

  @Test
  void anInstanceThatWantsStorageGetsItsConnector() {
    RealNode node = inspected("storage", "STORE1", "52:54:00:00:06:01", "Ethernet1/7");
    String project =
        openstack
            .keystone(
                "POST",
                "/projects",
                "{\"project\": {\"name\": \"stored\", \"domain_id\": \"default\"}}")
            .path("project")
            .path("id")
            .asString();
    String instance = UUID.randomUUID().toString();
    site.seedServer(
        instance,
        "{\"server\": {\"id\": \"%s\", \"metadata\": {\"storage\": \"wanted\"}}}"
            .formatted(instance));
    node.provision("provide", "available");
    node.set("/lessee", "\"" + project + "\"");
    node.set("/instance_uuid", "\"" + instance + "\"");

    node.provision("active", "active");

    follow.after(
        PROVISION_END,
        node.id(),
        () ->
            assertThat(
                    openstack
                        .ironic("GET", "/volume/connectors?node=" + node.id() + "&detail=true", "")
                        .path("connectors")
                        .values())
                .extracting(each -> each.path("connector_id").asString())
                .containsExactly("nqn.2014-08.org.nvmexpress:uuid:" + instance));
    follow.after(PROVISION_END, node.id(), () -> assertThat(status(node)).isEqualTo("Active"));
  }

  @Test
  void aNodeThatFailsIsQuarantined() {
    RealNode node = inspected("failing", "FAIL1", "52:54:00:00:07:01", "Ethernet1/8");

    openstack.ironic(
        "PUT",
        "/nodes/" + node.id() + "/states/provision",
        "{\"target\": \"clean\", \"clean_steps\":"
            + " [{\"interface\": \"deploy\", \"step\": \"no_such_step\"}]}");

    follow.after(
        "baremetal.node.provision_set.error",
        node.id(),
        () -> assertThat(status(node)).isEqualTo("Quarantine"));
    node.provision("manage", "manageable");
    follow.after(
        "baremetal.node.provision_set.success",
        node.id(),
        () -> assertThat(status(node)).isEqualTo("Staged"));
  }

  /** A node that Nautobot shows as a device. */
  private RealNode inspected(String name, String serial, String mac, String switchPort) {
    RealNode node = RealNode.enrol(openstack, name);
    node.provision("manage", "manageable");
    node.plug(mac, "NIC.Slot.1-1", SWITCH_1, switchPort);
    node.hasInventory(serial, "10.46.96.20");
    node.provision("inspect", "manageable");
    follow.after(
        PROVISION_END,
        node.id(),
        () -> {
          assertThat(device(node).path("name").asString()).isEqualTo("Dell-" + serial);
          assertThat(interfaces(node)).containsKeys("NIC.Slot.1-1", "iDRAC");
        });
    return node;
  }

  private JsonNode device(RealNode node) {
    var device = site.nautobot().object("dcim/devices", node.id());
    assertThat(device).as("device of %s", node.id()).isPresent();
    return device.get();
  }

  private String status(RealNode node) {
    return device(node).path("status").path("name").asString();
  }

  /** The statuses that were written to the device of a node, in their order. */
  private List<String> statusesWritten(RealNode node) {
    return site.nautobot().http().writes().stream()
        .filter(call -> call.status() < 300 && call.path().endsWith(node.id() + "/"))
        .map(call -> call.request().json().path("status").asString(""))
        .filter(status -> !status.isEmpty())
        .toList();
  }

  private List<String> tenants() {
    return site.nautobot().objects("tenancy/tenants").stream()
        .map(tenant -> tenant.path("name").asString())
        .toList();
  }

  private Map<String, JsonNode> interfaces(RealNode node) {
    return site.nautobot().objects("dcim/interfaces").stream()
        .filter(row -> row.path("device").path("id").asString().equals(node.id()))
        .collect(Collectors.toMap(row -> row.path("name").asString(), row -> row));
  }

  private JsonNode named(RealNode node, String name) {
    return interfaces(node).entrySet().stream()
        .filter(each -> each.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no interface " + name));
  }

  /** Both ends of every cable. */
  private List<String> cables() {
    return site.nautobot().objects("dcim/cables").stream()
        .map(cable ->
            cable.path("termination_a_id").asString()
                + " "
                + cable.path("termination_b_id").asString())
        .toList();
  }

  /** Switch and port at the other end of the cable of an interface; empty text for none. */
  private String cabledTo(String interfaceId) {
    return cables().stream()
        .filter(ends -> ends.contains(interfaceId))
        .map(ends -> ends.replace(interfaceId, "").strip())
        .flatMap(far -> site.nautobot().object("dcim/interfaces", far).stream())
        .map(far -> far.path("device").path("name").asString() + " " + far.path("name").asString())
        .collect(Collectors.joining(" and "));
  }
}
