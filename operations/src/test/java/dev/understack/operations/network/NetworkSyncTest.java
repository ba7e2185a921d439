package dev.understack.operations.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.operations.json.OpenStackIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkSyncTest {
  private static final String NETWORK = "5dddb3dc-b6d6-4247-a02e-8089c4374290";
  private static final String SUBNET = "eb9edeef-cc57-45ca-9caf-42be046822ff";

  private final SiteFixture site = new SiteFixture();
  private final String project = site.keystone.createProject("web", "default", "");

  @BeforeEach
  void seed() {
    site.run.environment.put("UCVNI_GROUP_NAME", "FOO");
    site.nautobot.seed(
        "plugins/undercloud-vni/ucvni-groups", "{\"name\": \"FOO\", \"range\": \"\"}");
    seedNetwork("storage", 1862);
    site.neutron.seed(
        "subnets",
        """
        {"id": "%s", "network_id": "%s", "project_id": "%s", "cidr": "192.168.91.0/24"}
        """
            .formatted(SUBNET, NETWORK, project));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void subnetBeforeItsNetworkAndTenantBringsBoth() {
    assertThat(event("subnet.create.end", "subnet", SUBNET)).isZero();
    assertThat(event("network.create.end", "network", NETWORK)).isZero();

    var prefix = site.nautobot.object("ipam/prefixes", SUBNET).orElseThrow();
    assertThat(prefix.path("namespace").path("name").asString()).isEqualTo(NETWORK);
    assertThat(prefix.path("tenant").path("id").asString())
        .isEqualTo(OpenStackIds.dashed(project).orElseThrow());
    var ucvni = site.nautobot.object("plugins/undercloud-vni/ucvnis", NETWORK).orElseThrow();
    assertThat(ucvni.path("ucvni_id").asInt()).isEqualTo(1862);
  }

  @Test
  void secondEventWritesNothingAndRenameIsFollowed() {
    event("network.create.end", "network", NETWORK);
    site.nautobot.http().forgetCalls();
    event("network.update.end", "network", NETWORK);
    assertThat(site.nautobot.http().writes()).isEmpty();

    seedNetwork("renamed", 1862);
    event("network.update.end", "network", NETWORK);

    assertThat(
            site.nautobot
                .object("plugins/undercloud-vni/ucvnis", NETWORK)
                .orElseThrow()
                .path("name")
                .asString())
        .isEqualTo("renamed");
  }

  @Test
  void deleteRemovesPrefixNamespaceAndUcvniAndLateEventsDoNotBringThemBack() {
    event("network.create.end", "network", NETWORK);
    event("subnet.create.end", "subnet", SUBNET);
    site.neutron.remove("networks", NETWORK);
    site.neutron.remove("subnets", SUBNET);

    assertThat(event("network.delete.end", "network", NETWORK)).isZero();
    assertThat(event("subnet.create.end", "subnet", SUBNET)).isZero();
    assertThat(event("network.update.end", "network", NETWORK)).isZero();

    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isEmpty();
    assertThat(site.nautobot.objects("plugins/undercloud-vni/ucvnis")).isEmpty();
    assertThat(site.nautobot.objects("ipam/namespaces"))
        .extracting(row -> row.path("name").asString())
        .doesNotContain(NETWORK);
  }

  @Test
  void vniAndRangeInUseAgainBelongToTheirNewOwners() {
    event("network.create.end", "network", NETWORK);
    event("subnet.create.end", "subnet", SUBNET);
    String other = "b69b1a1d-5620-48fa-8fc2-fb0d1e90cf1c";
    String again = "eb9edeef-cc57-45ca-9caf-42be046822f0";
    site.neutron.remove("networks", NETWORK);
    site.neutron.seed(
        "networks",
        "{\"id\": \"%s\", \"name\": \"b\", \"provider:segmentation_id\": 1862}".formatted(other));
    site.neutron.remove("subnets", SUBNET);
    site.neutron.seed(
        "subnets",
        "{\"id\": \"%s\", \"network_id\": \"%s\", \"cidr\": \"192.168.91.0/24\"}"
            .formatted(again, NETWORK));

    assertThat(event("network.create.end", "network", other)).isZero();
    assertThat(event("subnet.create.end", "subnet", again)).isZero();

    assertThat(site.nautobot.objects("plugins/undercloud-vni/ucvnis"))
        .extracting(row -> row.path("id").asString())
        .containsExactly(other);
    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isEmpty();
    assertThat(site.nautobot.object("ipam/prefixes", again)).isPresent();
  }

  @Test
  void globalPrefixesGoWithTheirNetwork() {
    site.neutron.seed(
        "networks",
        "{\"id\": \"%s\", \"name\": \"out\", \"router:external\": true}".formatted(NETWORK));
    event("subnet.create.end", "subnet", SUBNET);
    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isPresent();
    site.neutron.remove("networks", NETWORK);
    site.neutron.remove("subnets", SUBNET);

    site.event(
        "network.delete.end",
        "{\"network\": {\"id\": \"%s\", \"subnets\": [\"%s\"]}}".formatted(NETWORK, SUBNET));

    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isEmpty();
  }

  @Test
  void resyncRemovesPrefixesOfLostSubnetsUnlessToldNotTo() {
    event("subnet.create.end", "subnet", SUBNET);
    site.neutron.remove("subnets", SUBNET);

    site.run.run("resync-neutron-nautobot", "--remove-gone", "false");
    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isPresent();
    site.run.run("resync-neutron-nautobot");
    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isEmpty();
  }

  @Test
  void duplicateVniIsReported() {
    event("network.create.end", "network", NETWORK);
    String other = "b69b1a1d-5620-48fa-8fc2-fb0d1e90cf1c";
    site.neutron.seed(
        "networks",
        "{\"id\": \"%s\", \"name\": \"b\", \"provider:segmentation_id\": 1862}".formatted(other));

    assertThat(event("network.create.end", "network", other)).isEqualTo(1);

    assertThat(site.run.err()).contains("UCVNI_ID already exists");
  }

  @Test
  void resyncRepairsAndRemoves() {
    String gone = "f4aa4b99-2c2f-4698-a2f0-ac9920b1ee81";
    site.nautobot.seed("ipam/namespaces", "{\"name\": \"" + gone + "\"}");

    assertThat(site.run.run("resync-neutron-nautobot")).isZero();

    assertThat(site.nautobot.object("ipam/prefixes", SUBNET)).isPresent();
    assertThat(site.nautobot.objects("ipam/namespaces"))
        .extracting(row -> row.path("name").asString())
        .contains(NETWORK, "Global", "Rackspace")
        .doesNotContain(gone);
    assertThat(site.run.err()).contains("Sync complete. 2/2 networks synced successfully");
  }

  @Test
  void renamedSegmentRangeMovesToTheGroupOfItsNewName() {
    String id = "11111111-2222-3333-4444-555555555555";
    site.nautobot.seed(
        "plugins/undercloud-vni/ucvni-groups", "{\"name\": \"BAR\", \"range\": \"1-9\"}");
    range("create", id, "1800", "3799");

    assertThat(range("update", "BAR", id, "1800", "1999")).isZero();
    assertThat(range("update", "BAR", id, "1800", "1999")).isZero();

    assertThat(groupRange()).isEmpty();
    assertThat(groupRange("BAR")).isEqualTo("1-9,1800-1999");
    assertThat(range("delete", "BAR", id, "1800", "1999")).isZero();
    assertThat(groupRange("BAR")).isEqualTo("1-9");
    assertThat(site.nautobot.objects("extras/notes")).isEmpty();
  }

  @Test
  void segmentRangeIsAddedChangedAndRemoved() {
    String id = "11111111-2222-3333-4444-555555555555";
    assertThat(range("create", id, "1800", "3799")).isZero();
    assertThat(range("create", id, "1800", "3799")).isZero();
    assertThat(groupRange()).isEqualTo("1800-3799");

    assertThat(range("update", id, "1800", "1999")).isZero();
    assertThat(groupRange()).isEqualTo("1800-1999");

    assertThat(range("delete", id, "1800", "1999")).isZero();
    assertThat(range("delete", id, "1800", "1999")).isZero();
    assertThat(groupRange()).isEmpty();
    assertThat(site.nautobot.objects("extras/notes")).isEmpty();
  }

  @Test
  void lateSegmentRangeEventsFindWhatNeutronHasByNow() {
    String id = "11111111-2222-3333-4444-555555555555";
    site.neutron.seed(
        "network_segment_ranges",
        "{\"id\": \"%s\", \"name\": \"FOO\", \"minimum\": 1800, \"maximum\": 1999}".formatted(id));
    assertThat(presentRange("create", id, "1800", "3799")).isZero();
    assertThat(groupRange()).isEqualTo("1800-1999");
    assertThat(presentRange("delete", id, "1800", "1999")).isZero();
    assertThat(groupRange()).isEqualTo("1800-1999");

    site.neutron.remove("network_segment_ranges", id);
    assertThat(presentRange("update", id, "1800", "1999")).isZero();
    assertThat(groupRange()).isEmpty();
  }

  @Test
  void partialOverlapLeavesTheRest() {
    assertThat(VniRanges.of("10-40,50-60").minus("20-30")).hasToString("10-19,31-40,50-60");
    assertThat(VniRanges.of("10-40").minus("0-20")).hasToString("21-40");
    assertThat(VniRanges.of("10-40").minus("none")).hasToString("10-40");
  }

  private int range(String action, String id, String min, String max) {
    return range(action, "FOO", id, min, max);
  }

  private int range(String action, String name, String id, String min, String max) {
    return site.run.run(
        "sync-network-segment-range",
        "network_segment_range." + action + ".end",
        name,
        "vxlan",
        id,
        min,
        max);
  }

  private int presentRange(String action, String id, String min, String max) {
    return site.run.run(
        "sync-network-segment-range",
        "--os-cloud",
        "understack",
        "network_segment_range." + action + ".end",
        "FOO",
        "vxlan",
        id,
        min,
        max);
  }

  private String groupRange() {
    return groupRange("FOO");
  }

  private String groupRange(String name) {
    return site.nautobot.objects("plugins/undercloud-vni/ucvni-groups").stream()
        .filter(group -> group.path("name").asString().equals(name))
        .map(group -> group.path("range").asString())
        .findFirst()
        .orElseThrow();
  }

  private int event(String type, String kind, String id) {
    return site.event(type, "{\"" + kind + "\": {\"id\": \"" + id + "\"}}");
  }

  private void seedNetwork(String name, int vni) {
    site.neutron.seed(
        "networks",
        """
        {"id": "%s", "name": "%s", "project_id": "%s", "router:external": false,
         "provider:network_type": "vxlan", "provider:segmentation_id": %d}
        """
            .formatted(NETWORK, name, project, vni));
  }
}
