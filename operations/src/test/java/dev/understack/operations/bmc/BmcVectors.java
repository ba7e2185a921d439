package dev.understack.operations.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about management controllers. */
public final class BmcVectors {
  private BmcVectors() {}

  public static void password(Vector vector, VectorSite site) {
    if (vector.expects("exit")) {
      command(vector, site);
    } else if (vector.expects("raises")) {
      Refusal.check(vector, () -> StandardPassword.of(vector.in("ip"), vector.in("master")));
    } else {
      assertThat(StandardPassword.of(vector.in("ip"), vector.in("master")))
          .isEqualTo(vector.wanted("password").asString());
    }
  }

  private static void command(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.hasNonNull("master")) {
      site.fixture.environment.put("BMC_MASTER", vector.in("master"));
    }
    String script = input.path("command").asString("bmc-password");
    assertThat(site.run(script, vector.args()))
        .as(site.fixture.err())
        .isEqualTo(vector.wanted("exit").asInt());
    if (vector.expects("password")) {
      assertThat(site.fixture.out())
          .isEqualToIgnoringNewLines(vector.wanted("password").asString());
    }
  }

  /** What to change in the BIOS, given what it is and what it will be after the next restart. */
  public static void bios(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    assertThat(
            BmcSettings.biosChanges(
                input.path("current"), input.path("pending"), Trees.text(input, "pxe_interface")))
        .isEqualTo(vector.wanted("changes"));
  }

  public static void credentials(Vector vector, VectorSite site) {
    site.learn(vector);
    JsonNode expected = vector.expected();
    if (vector.in("sessions").equals("always refused") || expected.has("attempts")) {
      site.other.always("POST", "/redfish/v1/SessionService/Sessions", 401, Trees.object());
    }
    RedfishClient bmc = new RedfishClient(site.run(), vector.in("ip"));
    BmcCredentials credentials = new BmcCredentials(site.run());
    if (expected.has("raises")) {
      Refusal.check(
          vector, () -> credentials.establish(bmc, vector.in("standard"), vector.in("old")));
    } else {
      credentials.establish(bmc, vector.in("standard"), vector.in("old"));
    }
    if (expected.has("attempts")) {
      assertThat(site.other.all().stream().map(r -> r.json().path("Password").asString()))
          .containsExactlyElementsOf(Vector.texts(expected.path("attempts")));
    }
    JsonNode waits = expected.path("sleep_60s_before_attempts");
    if (waits.isArray()) {
      assertThat(site.pauses).hasSize(waits.size()).allMatch(Duration.ofMinutes(1)::equals);
    }
    if (expected.has("calls")) {
      CallCheck.writes("redfish", expected.path("calls"), VectorSite.writes(site.other.http));
    }
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
    if (expected.has("raises")) {
      Refusal.check(vector, () -> chassis(input));
      return;
    }
    Chassis chassis = chassis(input);
    ObjectNode found =
        Trees.object()
            .put("manufacturer", chassis.manufacturer())
            .put("model", chassis.model())
            .put("serial", chassis.serial())
            .put("bios", chassis.biosVersion())
            .put("power_on", chassis.poweredOn())
            .put("memory_gib", chassis.memoryGib())
            .put("cpu", chassis.cpu());
    Chassis.Controller controller = chassis.controller();
    found
        .putObject("bmc_interface")
        .put("name", controller.name())
        .put("mac", controller.mac())
        .put("hostname", controller.hostName())
        .put("ipv4", controller.ipv4().orElse(null))
        .put("gateway", controller.gateway())
        .put("dhcp", controller.dhcp());
    assertThat(CallCheck.contains(Trees.read(found.toString()), known(expected, found)))
        .as("%s is %s", found, expected)
        .isTrue();
  }

  private static Chassis chassis(JsonNode input) {
    return Chassis.of("/s", "/m", input.path("system"), input.path("manager_interface"));
  }

  /** What the vector expects of the facts that we have. */
  private static JsonNode known(JsonNode expected, ObjectNode found) {
    ObjectNode both = Trees.object();
    expected.properties().stream()
        .filter(e -> found.has(e.getKey()))
        .forEach(e -> both.set(e.getKey(), e.getValue()));
    return both;
  }
}
