package dev.understack.operations.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Vectors about management controllers. */
public final class BmcVectors {
  private BmcVectors() {}

  public static void password(Vector vector, VectorSite site) {
    if (vector.expected().has("raises")) {
      String reason = vector.expected().path("raises").asString().replace("ValueError ", "");
      assertThatThrownBy(() -> StandardPassword.of(vector.in("ip"), vector.in("master")))
          .hasMessageContaining(reason);
    } else {
      assertThat(StandardPassword.of(vector.in("ip"), vector.in("master")))
          .isEqualTo(vector.expected().path("password").asString());
    }
  }

  public static void credentials(Vector vector, VectorSite site) {
    site.learn(vector);
    JsonNode expected = vector.expected();
    for (int i = 0; i < expected.path("attempts").size(); i++) {
      site.other.rule("POST", "/redfish/v1/SessionService/Sessions", 401, Trees.object());
    }
    RedfishClient bmc = new RedfishClient(site.run(), vector.in("ip"));
    BmcCredentials credentials = new BmcCredentials(site.run());
    if (expected.has("raises")) {
      assertThatThrownBy(() -> credentials.establish(bmc, vector.in("standard"), vector.in("old")))
          .hasMessageContaining(expected.path("raises").asString());
      List<String> attempts =
          site.other.writes().stream().map(r -> r.json().path("Password").asString()).toList();
      assertThat(attempts)
          .isEqualTo(
              Trees.items(expected.path("attempts")).stream().map(JsonNode::asString).toList());
      assertThat(site.pauses)
          .hasSize(expected.path("sleep_60s_before_attempts").size())
          .containsOnly(Duration.ofMinutes(1));
      return;
    }
    credentials.establish(bmc, vector.in("standard"), vector.in("old"));
    CallCheck.writes("redfish", expected.path("calls"), accepted(site));
  }

  private static List<dev.understack.standins.http.Request> accepted(VectorSite site) {
    return VectorSite.writes(site.other.http);
  }

  public static void neighbours(Vector vector, VectorSite site) {
    List<JsonNode> connections = new ArrayList<>();
    vector
        .input()
        .path("parsed_lldp")
        .properties()
        .forEach(each ->
            connections.add(
                Trees.object()
                    .put("FQDD", each.getKey())
                    .set("SwitchPortConnectionID", each.getValue().path("switch_port_id"))));
    List<JsonNode> connected =
        Trees.items(vector.input().path("interfaces")).stream()
            .filter(name -> NetworkCard.neighbour(connections, name.asString()).isPresent())
            .toList();
    assertThat(connected).isEqualTo(Trees.items(vector.expected().path("connected")));
  }

  public static void chassis(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    Chassis chassis = Chassis.of("/s", "/m", input.path("system"), input.path("manager_interface"));
    assertThat(chassis.manufacturer()).isEqualTo(expected.path("manufacturer").asString());
    assertThat(chassis.model()).isEqualTo(expected.path("model").asString());
    assertThat(chassis.serial()).isEqualTo(expected.path("serial").asString());
    assertThat(chassis.biosVersion()).isEqualTo(expected.path("bios").asString());
    assertThat(chassis.poweredOn()).isEqualTo(expected.path("power_on").asBoolean());
    assertThat(chassis.memoryGib()).isEqualTo(expected.path("memory_gib").asLong());
    assertThat(chassis.cpu()).isEqualTo(input.at("/system/ProcessorSummary/Model").asString());
    JsonNode bmc = expected.path("bmc_interface");
    assertThat(chassis.controller().name()).isEqualTo(bmc.path("name").asString());
    assertThat(chassis.controller().mac()).isEqualTo(bmc.path("mac").asString());
    assertThat(chassis.controller().hostName()).isEqualTo(bmc.path("hostname").asString());
    assertThat(chassis.controller().ipv4()).contains(bmc.path("ipv4").asString());
    assertThat(chassis.controller().gateway()).isEqualTo(bmc.path("gateway").asString());
    assertThat(chassis.controller().dhcp()).isEqualTo(bmc.path("dhcp").asBoolean());
  }
}
