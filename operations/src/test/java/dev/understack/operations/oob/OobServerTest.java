package dev.understack.operations.oob;

import static dev.understack.operations.SiteFixture.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.operations.bmc.StandardPassword;
import dev.understack.standins.redfish.RedfishStandIn;
import dev.understack.standins.redfish.Vendor;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    for (String step :
        List.of(
            "sync-interfaces-to-nautobot", "sync-server-to-ironic", "sync-interfaces-to-ironic")) {
      int exit = site.run.run(step, "--device-id", NODE, "--ip-address", ADDRESS + "/26");
      assertThat(exit).as(site.run.err()).isZero();
    }
  }
}
