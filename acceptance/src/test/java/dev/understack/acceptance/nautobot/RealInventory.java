package dev.understack.acceptance.nautobot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.testing.NautobotServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is in a real Nautobot, with a site of two switches in a rack. */
final class RealInventory {
  private final Player player;

  RealInventory(NautobotServer nautobot) {
    player = new Player(nautobot.url(), Map.of("admin", nautobot.token()));
    for (ContractStep step : Contract.read().site()) {
      assertThat(player.play(step).status()).as(step.name()).isEqualTo(step.status());
    }
    create(
        "/dcim/locations/",
        "{\"name\": \"DC1\", \"location_type\": \"Site\", \"status\": \"Active\"}");
    create(
        "/dcim/racks/",
        "{\"name\": \"R1\", \"location\": {\"name\": \"DC1\"}, \"status\": \"Active\"}");
    create("/dcim/manufacturers/", "{\"name\": \"Dell\"}");
    create(
        "/dcim/device-types/",
        "{\"manufacturer\": {\"name\": \"Dell\"}, \"model\": \"PowerEdge R7615\"}");
    create("/ipam/namespaces/", "{\"name\": \"Rackspace\"}");
    create(
        "/ipam/prefixes/",
        "{\"prefix\": \"10.46.96.0/24\", \"namespace\": \"Rackspace\", \"status\": \"Active\"}");
    for (String name : List.of("switch1", "switch2")) {
      create(
          "/dcim/devices/",
          """
          {"name": "%s", "status": "Active", "role": {"name": "server"},
           "location": {"name": "DC1"}, "rack": {"name": "R1"},
           "device_type": {"manufacturer": {"name": "Dell"}, "model": "PowerEdge R7615"}}
          """
              .formatted(name));
      create(
          "/dcim/interfaces/",
          """
          {"name": "Ethernet1/1", "type": "25gbase-x-sfp28", "status": "Active",
           "device": {"name": "%s"}}
          """
              .formatted(name));
    }
  }

  /** All objects of a collection that match, related ones shown. */
  List<JsonNode> find(String collection, String filter) {
    Player.Answer answer =
        player.play(step("GET /" + collection + "/?depth=1&" + filter, 200, null));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().path("results").valueStream().toList();
  }

  private void create(String path, String json) {
    Player.Answer answer =
        player.play(step("POST " + path, 201, JsonMapper.shared().readTree(json)));
    assertThat(answer.status()).as(path + answer.body()).isEqualTo(201);
  }

  private static ContractStep step(String call, int status, @Nullable JsonNode body) {
    return new ContractStep(call, null, call, body, null, status, null, null);
  }
}
