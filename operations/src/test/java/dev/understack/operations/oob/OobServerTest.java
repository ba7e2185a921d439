package dev.understack.operations.oob;

import static dev.understack.operations.SiteFixture.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.operations.bmc.StandardPassword;
import dev.understack.standins.redfish.RedfishStandIn;
import dev.understack.standins.redfish.Vendor;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class OobServerTest {
  private static final String ADDRESS = "10.46.96.156";
  private static final String MASTER = "the-master-key";

  private final SiteFixture site = new SiteFixture();

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void redfishReachesNautobotAndIronicAndASecondRunWritesNothing(Vendor vendor) {
    try (RedfishStandIn bmc = new RedfishStandIn(vendor, "calvin")) {
      seed(bmc);

      runAll();

      assertThat(bmc.password()).isEqualTo(StandardPassword.of(ADDRESS, MASTER));
      assertThat(bmc.openSessions()).isZero();
      assertThat(site.interfaces()).containsOnlyKeys("NIC.Slot.1-1", "NIC.Slot.1-2");
      var node = site.ironic.find("nodes", NODE).orElseThrow();
      assertThat(node.path("driver").asString())
          .isEqualTo(vendor == Vendor.DELL ? "idrac" : "redfish");
      assertThat(node.path("driver_info").path("redfish_address").asString())
          .isEqualTo("https://" + ADDRESS);
      assertThat(site.ironic.all("ports"))
          .extracting(port -> port.path("address").asString())
          .containsExactlyInAnyOrder("14:23:f3:f5:3b:a0", "14:23:f3:f5:3b:a1");
      site.nautobot.http().forgetCalls();
      site.ironic.http().forgetCalls();

      runAll();

      assertThat(site.nautobot.http().writes()).isEmpty();
      assertThat(site.ironic.http().writes()).isEmpty();
    }
  }

  @Test
  void newDriverTakesTheInterfacesOfTheOldOneWithIt() {
    try (RedfishStandIn bmc = new RedfishStandIn(Vendor.DELL, "calvin")) {
      seed(bmc);
      site.ironic.seed(
          "nodes",
          """
          {"uuid": "%s", "name": "server", "driver": "redfish", "provision_state": "manageable",
           "inspect_interface": "redfish"}
          """
              .formatted(NODE));

      step("sync-server-to-ironic");

      JsonNode node = site.ironic.find("nodes", NODE).orElseThrow();
      assertThat(node.path("driver").asString()).isEqualTo("idrac");
      assertThat(node.has("inspect_interface")).isFalse();
    }
  }

  @Test
  void cablesFollowTheNeighboursThatDellHearsByLldp() {
    try (RedfishStandIn bmc = new RedfishStandIn(Vendor.DELL, "calvin")) {
      seed(bmc);
      String there = site.switchPort("switch1", "Ethernet1/1");
      site.nautobot.seed(
          "dcim/interfaces",
          """
          {"name": "mgmt0", "status": "Active", "type": "1000base-t", "mgmt_only": true,
           "mac_address": "C4:7E:E0:E4:03:37", "device": {"name": "switch1"}}
          """);

      interfacesToNautobot();

      JsonNode cable = onlyCable();
      assertThat(List.of(end(cable, "a"), end(cable, "b")))
          .containsExactlyInAnyOrder(id("NIC.Slot.1-1"), there);
      assertThat(cable.path("status").path("name").asString()).isEqualTo("Connected");
      site.nautobot.http().forgetCalls();
      interfacesToNautobot();
      assertThat(site.nautobot.http().writes()).isEmpty();

      bmc.plug("NIC.Slot.1-1", "c4:7e:e0:e4:03:37", "Ethernet1/2");
      interfacesToNautobot();

      assertThat(List.of(end(onlyCable(), "a"), end(onlyCable(), "b")))
          .containsExactlyInAnyOrder(id("NIC.Slot.1-1"), site.switchPort("switch1", "Ethernet1/2"));
    }
  }

  @Test
  void neighbourThatNautobotDoesNotKnowGetsNoCable() {
    try (RedfishStandIn bmc = new RedfishStandIn(Vendor.DELL, "calvin")) {
      seed(bmc);

      interfacesToNautobot();

      assertThat(site.nautobot.objects("dcim/cables")).isEmpty();
      assertThat(site.run.err()).contains("no cable to switch C4:7E:E0:E4:03:37");
    }
  }

  private JsonNode onlyCable() {
    assertThat(site.nautobot.objects("dcim/cables")).hasSize(1);
    return site.nautobot.objects("dcim/cables").getFirst();
  }

  private static String end(JsonNode cable, String side) {
    return cable.path("termination_" + side + "_id").asString();
  }

  private String id(String name) {
    return Objects.requireNonNull(site.interfaces().get(name)).path("id").asString();
  }

  private void seed(RedfishStandIn bmc) {
    site.run.environment.put("REDFISH_URL_PATTERN", bmc.url());
    site.run.environment.put("BMC_MASTER", MASTER);
    site.nautobot.seed(
        "dcim/devices",
        """
        {"id": "%s", "name": "server", "status": "Planned", "role": {"name": "server"},
         "location": {"name": "site"},
         "device_type": {"manufacturer": {"name": "HPE"}, "model": "PowerEdge R7615"}}
        """
            .formatted(NODE));
  }

  private void runAll() {
    interfacesToNautobot();
    step("sync-server-to-ironic");
    step("sync-interfaces-to-ironic");
  }

  private void interfacesToNautobot() {
    step("sync-interfaces-to-nautobot");
  }

  private void step(String operation) {
    int exit = site.run.run(operation, "--device-id", NODE, "--ip-address", ADDRESS + "/26");
    assertThat(exit).as(site.run.err()).isZero();
  }
}
