package dev.understack.operations.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Vectors about the dispatcher, its options and the envelope of events. */
public final class DispatchVectors {
  private DispatchVectors() {}

  public static void envelope(Vector vector, VectorSite site) {
    JsonNode body = vector.input().path("amqp_body");
    assertThat(Trees.read(body.path("oslo.message").asString()))
        .isEqualTo(vector.expected().path("event"));
  }

  public static void dispatcher(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    if (input.has("credential_file")) {
      credentialFile(vector, site);
      return;
    }
    if (vector.in("nautobot_client").equals("raises")) {
      site.fixture.files.remove("/etc/nb-token/token");
    }
    boolean two = input.has("handlers");
    if (two) {
      assertThat(EventTable.handlers(input.path("event").path("event_type").asString()))
          .hasSameSizeAs(Trees.items(input.path("handlers")));
    }
    if (input.has("file")) {
      site.fixture.files.put("f.json", vector.in("file"));
    } else {
      site.fixture.files.put("f.json", two ? failingFirst() : input.path("event").toString());
    }
    int exit = site.fixture.run("openstack-oslo-event", "--file", "f.json");
    assertThat(exit).as(site.fixture.err()).isEqualTo(expected.path("exit").asInt());
    if (expected.has("calls")) {
      assertThat(site.nautobot.all()).isEmpty();
      assertThat(site.keystone.http().calls()).isEmpty();
    }
    if (expected.path("error").asString("").startsWith("Failed")) {
      assertThat(site.fixture.err()).contains(expected.path("error").asString());
    }
  }

  /** A provision event of an unknown server: the first handler fails, the second does not. */
  private static String failingFirst() {
    return """
    {"event_type": "baremetal.node.provision_set.end", "payload": {"ironic_object.data": {
      "uuid": "461737c4-037c-41bf-9c17-f4f33ff20dd7",
      "lessee": "00000000000000000000000000000001",
      "instance_uuid": "5027885e-52a8-48f9-adf4-14d8f5f4ccb8"}}}
    """;
  }

  private static void credentialFile(Vector vector, VectorSite site) {
    List<String> arguments = new ArrayList<>();
    vector.input().path("args").forEach(word -> arguments.add(word.asString()));
    String clouds = site.keystone.cloudsYaml("pw").replace("understack:", "test-cloud:");
    site.fixture.files.put("/etc/openstack/clouds.yaml", clouds);
    JsonNode files = vector.input().path("credential_file");
    files
        .properties()
        .forEach(e -> site.fixture.files.put("/etc/" + e.getKey(), e.getValue().asString()));
    int at = arguments.indexOf("--nautobot_url");
    arguments.set(at + 1, site.nautobot.http.address().toString());
    site.fixture.files.put(
        "f.json",
        "{\"event_type\": \"baremetal.node.delete.end\", \"payload\": {\"ironic_object.data\":"
            + " {\"uuid\": \"461737c4-037c-41bf-9c17-f4f33ff20dd7\"}}}");
    arguments.addAll(List.of("--file", "f.json"));
    assertThat(site.fixture.run("openstack-oslo-event", arguments.toArray(String[]::new))).isZero();
    assertThat(site.nautobot.all().getFirst().header("authorization"))
        .contains("Token " + vector.expected().path("nautobot").path("token").asString());
  }

  public static void options(Vector vector, VectorSite site) {
    site.fixture.environment.remove("NAUTOBOT_URL");
    JsonNode expected = vector.expected();
    vector
        .input()
        .path("env")
        .properties()
        .forEach(e -> site.fixture.environment.put(e.getKey(), e.getValue().asString()));
    List<String> arguments = new ArrayList<>();
    vector.input().path("args").forEach(word -> arguments.add(word.asString()));
    arguments.addAll(List.of("identity.project.deleted", "148f2f86b96440a1ba0934f837b2c77b"));
    int exit = site.fixture.run("sync-keystone", arguments.toArray(String[]::new));
    if (expected.has("exit")) {
      assertThat(exit).isEqualTo(expected.path("exit").asInt());
    }
    String said = expected.path("error").asString(expected.path("nautobot_url").asString(""));
    assertThat(site.fixture.err()).contains(said.replace("ValueError: ", ""));
  }

  public static void signature(Vector vector, VectorSite site) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(vector.in("secret").getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    assertThat(
            HexFormat.of()
                .formatHex(mac.doFinal(vector.in("body").getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(vector.expected().path("signature").asString());
  }
}
