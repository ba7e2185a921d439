package dev.understack.operations.oob;

import static dev.understack.operations.SiteFixture.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class OobServerTest {
  private static final Map<String, String> CONTROLLER =
      Map.of(
          "/redfish/v1/Systems/",
          "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Systems/1\"}]}",
          "/redfish/v1/Systems/1",
          "{\"Manufacturer\": \"HPE\", \"SKU\": \"ABC123\", \"Model\": \"DL360\"}",
          "/redfish/v1/Managers/",
          "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Managers/1\"}]}",
          "/redfish/v1/Managers/1/EthernetInterfaces/",
          "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Managers/1/EthernetInterfaces/1\"}]}",
          "/redfish/v1/Managers/1/EthernetInterfaces/1",
          "{\"HostName\": \"ilo\", \"MACAddress\": \"aa:bb:cc:dd:ee:ff\"}",
          "/redfish/v1/Systems/1/EthernetInterfaces",
          "{\"Members\": [{\"@odata.id\": \"/redfish/v1/Systems/1/EthernetInterfaces/1\"}]}",
          "/redfish/v1/Systems/1/EthernetInterfaces/1",
          "{\"Id\": \"NIC.1\", \"MACAddress\": \"0:11:22:33:44:5\"}");

  private final SiteFixture site = new SiteFixture();
  private final HttpStandIn bmc = new HttpStandIn(OobServerTest::answer);

  @BeforeEach
  void seed() {
    site.run.environment.put("REDFISH_URL_PATTERN", bmc.address().toString());
    site.run.environment.put("BMC_MASTER", "the-master-key");
    site.nautobot.seed(
        "dcim/devices",
        """
        {"id": "%s", "name": "HP-ABC123", "status": "Planned", "role": {"name": "server"},
         "location": {"name": "site"},
         "device_type": {"manufacturer": {"name": "HPE"}, "model": "PowerEdge R7615"}}
        """
            .formatted(NODE));
  }

  @AfterEach
  void close() {
    bmc.close();
    site.close();
  }

  @Test
  void redfishReachesNautobotAndIronicAndASecondRunWritesNothing() {
    runAll();

    assertThat(site.interfaces()).containsOnlyKeys("NIC.1");
    var node = site.ironic.find("nodes", NODE).orElseThrow();
    assertThat(node.path("driver").asString()).isEqualTo("redfish");
    assertThat(node.path("driver_info").path("redfish_address").asString())
        .isEqualTo("https://10.46.96.156");
    assertThat(site.ironic.all("ports"))
        .extracting(port -> port.path("address").asString())
        .containsExactly("00:11:22:33:44:05");
    site.nautobot.http().forgetCalls();
    site.ironic.http().forgetCalls();

    runAll();

    assertThat(site.nautobot.http().writes()).isEmpty();
    assertThat(site.ironic.http().writes()).isEmpty();
  }

  private void runAll() {
    for (String step :
        List.of(
            "sync-interfaces-to-nautobot", "sync-server-to-ironic", "sync-interfaces-to-ironic")) {
      int exit = site.run.run(step, "--device-id", NODE, "--ip-address", "10.46.96.156/26");
      assertThat(exit).as(site.run.err()).isZero();
    }
  }

  private static Reply answer(Request request) {
    if (request.method().equals("POST")) {
      return Reply.json(
              201, JsonMapper.shared().readTree("{\"@odata.id\": \"/redfish/v1/Sessions/1\"}"))
          .with("X-Auth-Token", "session-token");
    }
    String body = CONTROLLER.get(request.path());
    return body == null ? Reply.empty(404) : new Reply(200, Map.of(), body);
  }
}
