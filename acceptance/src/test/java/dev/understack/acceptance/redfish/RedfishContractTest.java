package dev.understack.acceptance.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.standins.redfish.RedfishStandIn;
import dev.understack.standins.redfish.Vendor;
import dev.understack.testing.RedfishEmulator;
import dev.understack.testing.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What operations read of a server, in the stand-in of each vendor and in OpenStack's emulator. The
 * emulator has no sessions, accounts, BIOS or controller interfaces; these only the stand-in has.
 */
class RedfishContractTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @EnumSource(Vendor.class)
  void standInKeepsTheContract(Vendor vendor) throws Exception {
    try (RedfishStandIn controller = new RedfishStandIn(vendor, "secret")) {
      keepsTheContract(controller.url());
    }
  }

  @Test
  void emulatorKeepsTheContract() throws Exception {
    assumeTrue(
        Boolean.getBoolean("understack.acceptance"),
        "only with ./test --acceptance: installs and starts a Redfish emulator");
    try (RedfishEmulator emulator = start()) {
      keepsTheContract(emulator.url().toString());
    }
  }

  private static RedfishEmulator start() {
    try {
      return RedfishEmulator.start();
    } catch (UnavailableException e) {
      return abort("no Redfish emulator here: " + e.getMessage());
    }
  }

  private void keepsTheContract(String url) throws IOException, InterruptedException {
    String system = member(read(url, "/redfish/v1/Systems/"));
    JsonNode server = read(url, system);
    assertThat(server.path("Manufacturer").isString()).isTrue();
    assertThat(server.path("PowerState").asString()).isIn("On", "Off");
    assertThat(server.path("ProcessorSummary").isObject()).isTrue();
    assertThat(server.path("MemorySummary").isObject()).isTrue();
    JsonNode card = read(url, member(read(url, system + "/EthernetInterfaces")));
    assertThat(card.path("Id").asString("")).isNotEmpty();
    assertThat(card.path("MACAddress").asString("")).matches("(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}");
    assertThat(read(url, member(read(url, "/redfish/v1/Managers/"))).path("@odata.id").asString())
        .startsWith("/redfish/v1/Managers/");
    HttpResponse<String> missing = get(url, "/redfish/v1/Nothing");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(json(missing).at("/error/code").asString()).isEqualTo("Base.1.0.GeneralError");
    assertThat(json(missing).at("/error/message").asString()).contains("not found");
  }

  private static String member(JsonNode collection) {
    List<String> members = collection.findValuesAsString("@odata.id");
    assertThat(collection.path("Members@odata.count").asInt())
        .isEqualTo(collection.path("Members").size());
    assertThat(members).isNotEmpty();
    return collection.at("/Members/0/@odata.id").asString();
  }

  private JsonNode read(String url, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(url, path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return json(answer);
  }

  private HttpResponse<String> get(String url, String path)
      throws IOException, InterruptedException {
    String login =
        Base64.getEncoder().encodeToString("root:secret".getBytes(StandardCharsets.UTF_8));
    return client.send(
        HttpRequest.newBuilder(URI.create(url + path.replace("//", "/")))
            .header("Authorization", "Basic " + login)
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
