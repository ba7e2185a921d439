package dev.understack.operations;

import static dev.understack.operations.SiteFixture.NODE;
import static dev.understack.operations.SiteFixture.PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.standins.http.Call;
import dev.understack.standins.http.HttpStandIn;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dry run prints what would be changed and changes nothing, for each operation. */
class DryRunTest {
  private static final String NETWORK = "5dddb3dc-b6d6-4247-a02e-8089c4374290";
  private static final String SUBNET = "eb9edeef-cc57-45ca-9caf-42be046822ff";

  private final SiteFixture site = new SiteFixture();
  private final String project = site.keystone.createProject("web", "default", "");

  @BeforeEach
  void seed() {
    site.run.environment.put("UCVNI_GROUP_NAME", "FOO");
    site.nautobot.seed(
        "plugins/undercloud-vni/ucvni-groups", "{\"name\": \"FOO\", \"range\": \"\"}");
    site.seedServer();
    site.ironic.change("nodes", NODE, "{\"name\": \"server-1\", \"driver\": \"idrac\"}");
    site.neutron.seed(
        "networks",
        """
        {"id": "%s", "name": "n", "project_id": "%s", "router:external": false,
         "provider:network_type": "vxlan", "provider:segmentation_id": 1862}
        """
            .formatted(NETWORK, project));
    site.neutron.seed(
        "subnets",
        "{\"id\": \"%s\", \"network_id\": \"%s\", \"cidr\": \"192.168.91.0/24\"}"
            .formatted(SUBNET, NETWORK));
    site.run.dryRun = true;
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void eventsOfIronic() {
    printsOnly(
        "POST .*/api/dcim/devices/", () -> site.ironicEvent("baremetal.node.update.end", NODE));
    printsOnly(
        "POST .*/api/dcim/cables/", () -> site.ironicEvent("baremetal.node.update.end", NODE));
    printsOnly(
        "POST .*/api/dcim/interfaces/", () -> site.ironicEvent("baremetal.port.create.end", PORT));
    site.run.dryRun = false;
    site.ironicEvent("baremetal.node.update.end", NODE);
    site.ironic.remove("nodes", NODE);
    site.run.dryRun = true;
    printsOnly(
        "DELETE .*/api/dcim/devices/", () -> site.ironicEvent("baremetal.node.delete.end", NODE));
  }

  @Test
  void eventsOfNeutron() {
    printsOnly(
        "POST .*/ucvnis/",
        () -> site.event("network.create.end", "{\"network\": {\"id\": \"" + NETWORK + "\"}}"));
    printsOnly(
        "POST .*/api/ipam/prefixes/",
        () -> site.event("subnet.create.end", "{\"subnet\": {\"id\": \"" + SUBNET + "\"}}"));
    printsOnly(
        "PATCH .*/ucvni-groups/",
        "sync-network-segment-range",
        "network_segment_range.create.end",
        "FOO",
        "vxlan",
        UUID.randomUUID().toString(),
        "1",
        "2");
  }

  @Test
  void resyncs() {
    printsOnly("POST .*/api/tenancy/tenants/", "resync-keystone-nautobot");
    printsOnly("POST .*/api/ipam/namespaces/", "resync-neutron-nautobot");
    printsOnly("POST .*/api/dcim/devices/", "resync-ironic-nautobot");
  }

  @Test
  void workOnNodes() {
    site.ironic.change("nodes", NODE, "{\"provision_state\": \"available\"}");
    printsOnly("PUT .*/states/provision", "inspect-server", "--node", NODE);
    site.ironic.change("nodes", NODE, "{\"traits\": [\"CUSTOM_FIRMWARE_UPDATE_1\"]}");
    site.ironic.seed(
        "runbooks",
        "{\"uuid\": \"%s\", \"name\": \"CUSTOM_FIRMWARE_UPDATE_1\"}".formatted(UUID.randomUUID()));
    printsOnly("PUT .*/states/provision", "server-firmware-update", "--node", NODE);
    site.ironic.change("nodes", NODE, "{\"provision_state\": \"clean failed\"}");
    printsOnly("PUT .*/states/provision", "reclean-server", "--node", NODE);
  }

  @Test
  void newNetworkDevice() {
    printsOnly(
        "POST .*/v1/ports",
        "enroll-netdev",
        "--name",
        "leaf01",
        "--physical-network",
        "f20-1",
        "--ports",
        "[{\"label\": \"a\", \"mac\": \"00:11:22:33:44:99\", \"switch\": \"s\", \"intf\": \"e\"}]");
  }

  @Test
  void switches() {
    site.run.files.put("/etc/undersync/token", "t");
    printsOnly("POST .*/vlan-group/f20-1/sync", "undersync-switch", "--physical-network", "f20-1");
  }

  private void printsOnly(String call, String operation, String... arguments) {
    printsOnly(call, () -> site.run.run(operation, arguments));
  }

  private void printsOnly(String call, java.util.function.IntSupplier work) {
    services().forEach(HttpStandIn::forgetCalls);
    int before = site.run.out().length();

    assertThat(work.getAsInt()).as(site.run.err()).isZero();

    String printed = site.run.out().substring(before);
    assertThat(printed).containsPattern("dry run: " + call);
    List<String> writes =
        services()
            .flatMap(service -> service.writes().stream())
            .map(Call::title)
            .filter(title -> !title.endsWith("/auth/tokens"))
            .toList();
    assertThat(writes).isEmpty();
  }

  private Stream<HttpStandIn> services() {
    return Stream.of(
        site.keystone.http(),
        site.ironic.http(),
        site.neutron.http(),
        site.nova.http(),
        site.nautobot.http());
  }
}
