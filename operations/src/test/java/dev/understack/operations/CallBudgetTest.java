package dev.understack.operations;

import static dev.understack.operations.SiteFixture.NODE;
import static dev.understack.operations.SiteFixture.PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.standins.http.Call;
import dev.understack.standins.http.HttpStandIn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many requests one event costs, at most as many as the original made. The Keystone token is
 * there already, as in a process that has handled an event before.
 */
class CallBudgetTest {
  private static final String NETWORK = "5dddb3dc-b6d6-4247-a02e-8089c4374290";
  private static final String SUBNET = "eb9edeef-cc57-45ca-9caf-42be046822ff";
  private static final String GROUP = "629b8821-6c0a-4a6f-9312-109fe8a0931f";
  private static final String RANGE = "11111111-2222-3333-4444-555555555555";

  private final SiteFixture site = new SiteFixture();
  private final String project = site.keystone.createProject("web", "default", "");
  private final Map<String, HttpStandIn> services =
      new TreeMap<>(
          Map.of(
              "keystone", site.keystone.http(),
              "ironic", site.ironic.http(),
              "neutron", site.neutron.http(),
              "nova", site.nova.http(),
              "nautobot", site.nautobot.http()));

  @BeforeEach
  void warmUp() {
    site.run.environment.put("UCVNI_GROUP_NAME", "FOO");
    site.nautobot.seed(
        "plugins/undercloud-vni/ucvni-groups", "{\"name\": \"FOO\", \"range\": \"\"}");
    keystone("identity.project.created");
    site.seedServer();
    site.ironicEvent("baremetal.node.update.end", NODE);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void projects() {
    costs(
        "project created",
        3,
        () -> {
          String created = site.keystone.createProject("new", "default", "");
          site.run.run("sync-keystone", "identity.project.created", created);
        });
    costs("project updated, nothing differs", 3, () -> keystone("identity.project.updated"));
    site.keystone.updateProject(project, Trees.object().put("description", "changed"));
    costs("project updated", 4, () -> keystone("identity.project.updated"));
    site.keystone.deleteProject(project);
    costs("project deleted", 3, () -> keystone("identity.project.deleted"));
  }

  @Test
  void nodes() {
    // Ironic: version, node, inventory, ports. Nautobot per port: switch, interface, port of the
    // switch; then device, controller, its address and who has it, list.
    costs(
        "node updated, one port, nothing differs",
        4 + 3 + 5,
        () -> site.ironicEvent("baremetal.node.update.end", NODE));
    site.ironic.change("nodes", NODE, "{\"provision_state\": \"available\"}");
    costs(
        "provision state changed, one port",
        4 + 3 + 5 + 1,
        () -> site.ironicEvent("baremetal.node.provision_set.end", NODE));
    site.ironic.remove("ports", PORT);
    site.ironic.remove("nodes", NODE);
    costs("node deleted, one cable", 5, () -> site.ironicEvent("baremetal.node.delete.end", NODE));
  }

  @Test
  void portsAndPortgroups() {
    String other = "63a3c79c-dd84-4569-a398-cc7952873001";
    site.seedPort(other, "00:11:22:33:44:56", "NIC.Slot.1-2", "switch1", "Ethernet1/2");
    costs("port created", 5, () -> site.ironicEvent("baremetal.port.create.end", other));
    costs(
        "port updated, nothing differs",
        4,
        () -> site.ironicEvent("baremetal.port.update.end", other));
    site.ironic.remove("ports", other);
    costs("port deleted", 4, () -> site.ironicEvent("baremetal.port.delete.end", other));
    site.ironic.seed(
        "portgroups",
        "{\"uuid\": \"%s\", \"node_uuid\": \"%s\", \"name\": \"n_bond0\", \"mode\": \"802.3ad\"}"
            .formatted(GROUP, NODE));
    costs("portgroup created", 3, () -> site.ironicEvent("baremetal.portgroup.create.end", GROUP));
    site.ironic.remove("portgroups", GROUP);
    costs("portgroup deleted", 3, () -> site.ironicEvent("baremetal.portgroup.delete.end", GROUP));
  }

  @Test
  void networksAndSubnets() {
    site.neutron.seed(
        "networks",
        """
        {"id": "%s", "name": "n", "project_id": "%s", "router:external": false,
         "provider:network_type": "vxlan", "provider:segmentation_id": 1862}
        """
            .formatted(NETWORK, project));
    site.neutron.seed(
        "subnets",
        """
        {"id": "%s", "network_id": "%s", "project_id": "%s", "cidr": "192.168.91.0/24",
         "router:external": false}
        """
            .formatted(SUBNET, NETWORK, project));
    costs("network created", 5, () -> event("network.create.end", "network", NETWORK));
    costs(
        "network updated, nothing differs",
        3,
        () -> event("network.update.end", "network", NETWORK));
    costs("subnet created", 4, () -> event("subnet.create.end", "subnet", SUBNET));
    costs("subnet updated, nothing differs", 2, () -> event("subnet.update.end", "subnet", SUBNET));
    site.neutron.remove("subnets", SUBNET);
    costs("subnet deleted", 2, () -> event("subnet.delete.end", "subnet", SUBNET));
    site.neutron.remove("networks", NETWORK);
    costs("network deleted", 5, () -> event("network.delete.end", "network", NETWORK));
  }

  @Test
  void segmentRanges() {
    site.neutron.seed(
        "network_segment_ranges",
        "{\"id\": \"%s\", \"name\": \"FOO\", \"minimum\": 1800, \"maximum\": 1999}"
            .formatted(RANGE));
    costs("segment range created", 5, () -> range("create"));
    costs("segment range updated, nothing differs", 3, () -> range("update"));
    site.neutron.remove("network_segment_ranges", RANGE);
    costs("segment range deleted", 5, () -> range("delete"));
  }

  /** Runs an event that must not make more than {@code most} requests. */
  private void costs(String title, int most, Runnable event) {
    services.values().forEach(HttpStandIn::forgetCalls);
    event.run();
    StringBuilder shown = new StringBuilder();
    int sum = 0;
    for (var service : services.entrySet()) {
      List<Call> calls = service.getValue().calls();
      sum += calls.size();
      if (!calls.isEmpty()) {
        shown.append("  %s %d".formatted(service.getKey(), calls.size()));
      }
    }
    System.out.printf("calls: %-42s %2d of %2d %s%n", title, sum, most, shown);
    assertThat(sum).as(title + shown).isPositive().isLessThanOrEqualTo(most);
  }

  private void keystone(String type) {
    site.run.run("sync-keystone", type, project);
  }

  private void event(String type, String kind, String id) {
    site.event(type, "{\"" + kind + "\": {\"id\": \"" + id + "\"}}");
  }

  private void range(String action) {
    site.run.run(
        "sync-network-segment-range",
        "--os-cloud",
        "understack",
        "network_segment_range." + action + ".end",
        "FOO",
        "vxlan",
        RANGE,
        "1800",
        "1999");
  }
}
