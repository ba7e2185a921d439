package dev.understack.acceptance.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real Neutron: Nautobot's namespaces, UCVNIs, prefixes and VNI ranges follow it. */
class RealNeutronTest {
  private static final String UCVNIS = "plugins/undercloud-vni/ucvnis";
  private static final String GROUPS = "plugins/undercloud-vni/ucvni-groups";

  private final RealSite site = RealSite.shared();
  private final RealOpenStack openstack = site.openstack();
  private final Follow follow = site.follow();

  @AfterAll
  static void nautobotFollowsWithinASecond() {
    assertThat(RealSite.shared().follow().median()).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aVxlanNetworkIsANamespaceAndAUcvni() {
    JsonNode network = create("network", "{\"name\": \"blue\"}");
    String id = network.path("id").asString();
    int vni = network.path("provider:segmentation_id").asInt();
    follow.after(
        "network.create.end",
        id,
        () -> {
          assertThat(namespaces()).contains(id);
          JsonNode ucvni = ucvni(id);
          assertThat(ucvni.path("name").asString()).isEqualTo("blue");
          assertThat(ucvni.path("ucvni_id").asInt()).isEqualTo(vni);
          assertThat(ucvni.path("ucvni_group").path("name").asString()).isEqualTo("default");
          assertThat(ucvni.path("tenant").path("id").asString().replace("-", ""))
              .isEqualTo(network.path("project_id").asString());
        });

    change("network", id, "{\"name\": \"green\"}");
    follow.after(
        "network.update.end",
        id,
        () -> assertThat(ucvni(id).path("name").asString()).isEqualTo("green"));
    JsonNode subnet =
        create(
            "subnet",
            "{\"network_id\": \"%s\", \"ip_version\": 4, \"cidr\": \"10.1.0.0/24\"}".formatted(id));
    String subnetId = subnet.path("id").asString();
    follow.after(
        "subnet.create.end",
        subnetId,
        () -> {
          JsonNode prefix = prefix(subnetId);
          assertThat(prefix.path("prefix").asString()).isEqualTo("10.1.0.0/24");
          assertThat(prefix.path("namespace").path("name").asString()).isEqualTo(id);
          assertThat(prefix.path("tenant").isNull()).isFalse();
        });
    delete("subnet", subnetId);
    follow.after(
        "subnet.delete.end",
        subnetId,
        () -> assertThat(site.nautobot().object("ipam/prefixes", subnetId)).isEmpty());

    String last =
        create(
                "subnet",
                "{\"network_id\": \"%s\", \"ip_version\": 4, \"cidr\": \"10.2.0.0/24\"}"
                    .formatted(id))
            .path("id")
            .asString();
    follow.after(
        "subnet.create.end",
        last,
        () -> assertThat(site.nautobot().object("ipam/prefixes", last)).isPresent());
    delete("network", id);
    follow.after(
        "network.delete.end",
        id,
        () -> {
          assertThat(namespaces()).doesNotContain(id);
          assertThat(site.nautobot().object(UCVNIS, id)).isEmpty();
          assertThat(site.nautobot().object("ipam/prefixes", last)).isEmpty();
        });
  }

  @Test
  void aVlanNetworkIsOnlyANamespace() {
    String id =
        create(
                "network",
                "{\"name\": \"vlan\", \"provider:network_type\": \"vlan\","
                    + " \"provider:physical_network\": \"physnet1\","
                    + " \"provider:segmentation_id\": 150}")
            .path("id")
            .asString();
    follow.after("network.create.end", id, () -> assertThat(namespaces()).contains(id));
    assertThat(site.nautobot().object(UCVNIS, id)).isEmpty();

    delete("network", id);
    follow.after("network.delete.end", id, () -> assertThat(namespaces()).doesNotContain(id));
  }

  @Test
  void addressesOfAnExternalNetworkAreGlobal() {
    String network =
        create(
                "network",
                "{\"name\": \"outside\", \"router:external\": true,"
                    + " \"provider:network_type\": \"flat\","
                    + " \"provider:physical_network\": \"physnet0\"}")
            .path("id")
            .asString();
    String subnet =
        create(
                "subnet",
                "{\"network_id\": \"%s\", \"ip_version\": 4, \"cidr\": \"198.51.100.0/24\"}"
                    .formatted(network))
            .path("id")
            .asString();

    follow.after(
        "subnet.create.end",
        subnet,
        () ->
            assertThat(prefix(subnet).path("namespace").path("name").asString())
                .isEqualTo("Global"));
    delete("network", network);
    follow.after(
        "network.delete.end",
        network,
        () -> {
          assertThat(namespaces()).doesNotContain(network);
          assertThat(site.nautobot().object("ipam/prefixes", subnet)).isEmpty();
        });
  }

  @Test
  void aVniThatIsUsedAgainBelongsToTheNewNetwork() {
    String first = vxlan("first", 1777);
    follow.after(
        "network.create.end",
        first,
        () -> assertThat(ucvni(first).path("ucvni_id").asInt()).isEqualTo(1777));
    delete("network", first);
    String second = vxlan("second", 1777);

    follow.after(
        "network.create.end",
        second,
        () -> {
          assertThat(ucvni(second).path("ucvni_id").asInt()).isEqualTo(1777);
          assertThat(site.nautobot().object(UCVNIS, first)).isEmpty();
        });
    delete("network", second);
    follow.after(
        "network.delete.end",
        second,
        () -> assertThat(site.nautobot().object(UCVNIS, second)).isEmpty());
  }

  @Test
  void theRangesOfAGroupFollowSegmentRanges() {
    site.nautobot().seed(GROUPS, "{\"name\": \"fabric\", \"range\": \"\"}");
    String id =
        create(
                "network_segment_range",
                "{\"name\": \"fabric\", \"network_type\": \"vxlan\", \"shared\": true,"
                    + " \"minimum\": 2000, \"maximum\": 2099}")
            .path("id")
            .asString();
    follow.after(
        "network_segment_range.create.end",
        id,
        () -> assertThat(range("fabric")).isEqualTo("2000-2099"));
    change("network_segment_range", id, "{\"maximum\": 2049}");
    follow.after(
        "network_segment_range.update.end",
        id,
        () -> assertThat(range("fabric")).isEqualTo("2000-2049"));
    String more =
        create(
                "network_segment_range",
                "{\"name\": \"fabric\", \"network_type\": \"vxlan\", \"shared\": true,"
                    + " \"minimum\": 3000, \"maximum\": 3009}")
            .path("id")
            .asString();
    follow.after(
        "network_segment_range.create.end",
        more,
        () -> assertThat(range("fabric")).isEqualTo("2000-2049,3000-3009"));
    site.nautobot().seed(GROUPS, "{\"name\": \"other-fabric\", \"range\": \"\"}");
    change("network_segment_range", id, "{\"name\": \"other-fabric\"}");
    follow.after(
        "network_segment_range.update.end",
        id,
        () -> {
          assertThat(range("fabric")).isEqualTo("3000-3009");
          assertThat(range("other-fabric")).isEqualTo("2000-2049");
        });
    delete("network_segment_range", id);
    follow.after(
        "network_segment_range.delete.end", id, () -> assertThat(range("other-fabric")).isEmpty());
  }

  private String vxlan(String name, int vni) {
    return create(
            "network",
            "{\"name\": \"%s\", \"provider:network_type\": \"vxlan\", \"provider:segmentation_id\": %d}"
                .formatted(name, vni))
        .path("id")
        .asString();
  }

  private JsonNode create(String kind, String fields) {
    return openstack.neutron("POST", path(kind), "{\"" + kind + "\": " + fields + "}").path(kind);
  }

  private void change(String kind, String id, String fields) {
    openstack.neutron("PUT", path(kind) + "/" + id, "{\"" + kind + "\": " + fields + "}");
  }

  private void delete(String kind, String id) {
    openstack.neutron("DELETE", path(kind) + "/" + id, "");
  }

  private static String path(String kind) {
    return "/" + kind + "s";
  }

  private List<String> namespaces() {
    return site.nautobot().objects("ipam/namespaces").stream()
        .map(namespace -> namespace.path("name").asString())
        .toList();
  }

  private JsonNode ucvni(String id) {
    return present(UCVNIS, id);
  }

  private JsonNode prefix(String id) {
    return present("ipam/prefixes", id);
  }

  private JsonNode present(String collection, String id) {
    Optional<JsonNode> found = site.nautobot().object(collection, id);
    assertThat(found).as("%s %s", collection, id).isPresent();
    return found.get();
  }

  private String range(String group) {
    return site.nautobot().objects(GROUPS).stream()
        .filter(each -> each.path("name").asString().equals(group))
        .map(each -> each.path("range").asString(""))
        .findFirst()
        .orElseThrow();
  }
}
