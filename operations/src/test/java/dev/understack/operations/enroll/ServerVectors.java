package dev.understack.operations.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.bmc.StandardPassword;
import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about bringing servers into Ironic. */
public final class ServerVectors {
  private static final String NODE = "node-123";

  private ServerVectors() {}

  public static void raid(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode inventory =
        input.has("inventory") ? input.path("inventory") : inventory(input.path("controllers"));
    assertThat(RaidPlan.of(inventory).path("logical_disks"))
        .isEqualTo(vector.wanted("logical_disks"));
  }

  public static void disk(Vector vector, VectorSite site) {
    JsonNode drive = Trees.object().set("size_bytes", vector.input().path("capacity_bytes"));
    assertThat(RaidPlan.gigabytes(drive)).isEqualTo(vector.wanted("capacity_gb").asLong());
  }

  private static ObjectNode inventory(JsonNode controllers) {
    ObjectNode inventory = Trees.object();
    ArrayNode list = inventory.putObject("inventory").putArray("storage_controllers");
    controllers
        .properties()
        .forEach(e -> {
          ArrayNode drives = list.addObject().put("id", e.getKey()).putArray("drives");
          for (JsonNode drive : e.getValue()) {
            drives
                .addObject()
                .put("id", drive.path(0).asString())
                .put("size_bytes", drive.path(1).asLong());
          }
        });
    return inventory;
  }

  public static void server(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.has("chassis") || input.has("node") || input.has("ip")) {
      whole(vector, site);
    } else if (input.has("traits")) {
      assertThat(FirmwareTraits.inOrder(Vector.texts(input.path("traits"))))
          .isEqualTo(Vector.texts(vector.wantedOf("runbooks", "traits")));
    } else {
      assertThat(PxeInterface.of(ports(input)))
          .isEqualTo(Trees.text(vector.expected(), "pxe_interface"));
    }
  }

  private static List<JsonNode> ports(JsonNode input) {
    List<JsonNode> ports = new ArrayList<>();
    for (JsonNode each : input.path("ports")) {
      ObjectNode port = each.deepCopy().asObject().put("node_uuid", NODE);
      if (!port.has("extra")) {
        port.putObject("extra").set("bios_name", each.path("bios_name"));
      }
      ports.add(port);
    }
    return ports;
  }

  private static void whole(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    String ip = input.path("ip").asString("10.0.0.10");
    String maker = input.path("chassis").path("manufacturer").asString("Dell");
    String serial = input.path("chassis").path("serial").asString("ABC123");
    scriptBmc(site, maker + " Inc.", serial);
    site.fixture.environment.put("BMC_MASTER", "master");
    String id = seedNode(vector, site, maker + "-" + serial);
    seedPorts(input, id, site);
    int exit = site.run("enroll-server", arguments(input, ip));
    if (vector.expects("raises")) {
      assertThat(exit).isEqualTo(1);
      Refusal.isAbout(vector, site.fixture.err());
      vector
          .wanted("allowed")
          .forEach(state -> assertThat(site.fixture.err()).contains(state.asString()));
    } else {
      assertThat(exit).as(site.fixture.err()).isEqualTo(vector.wanted("exit").asInt(0));
    }
    checkWrites(vector, site, StandardPassword.of(ip, "master"));
  }

  private static String seedNode(Vector vector, VectorSite site, String name) {
    JsonNode input = vector.input();
    String id = input.path("node").path("uuid").asString(NODE);
    if (input.path("node") instanceof ObjectNode given) {
      site.ironic.seed("nodes", given.deepCopy().put("uuid", id).put("name", name).toString());
    } else {
      site.ironic.nextUuid(id);
    }
    site.ironic.seedInventory(id, inventory(input.path("inventory_raid")).toString());
    return id;
  }

  private static void seedPorts(JsonNode input, String node, VectorSite site) {
    int number = 0;
    for (JsonNode each : ports(input)) {
      ObjectNode port = each.deepCopy().asObject().put("node_uuid", node);
      port.put("uuid", "port-" + number).put("address", "00:00:00:00:00:0" + number);
      site.ironic.seed("ports", port.toString());
      number++;
    }
  }

  private static List<String> arguments(JsonNode input, String ip) {
    List<String> arguments = new ArrayList<>(List.of("--ip-address", ip));
    for (String option :
        List.of("old_password", "firmware_update", "raid_configure", "external_cmdb_id")) {
      if (input.path(option).isValueNode() && !input.path(option).isNull()) {
        arguments.add("--" + option.replace('_', '-'));
        arguments.add(input.path(option).asString());
      }
    }
    return arguments;
  }

  private static void checkWrites(Vector vector, VectorSite site, String standard) {
    List<Request> writes =
        VectorSite.writes(site.ironic.http()).stream()
            .map(r ->
                new Request(
                    r.method(),
                    r.path(),
                    r.query(),
                    r.headers(),
                    r.body().replace(standard, "<standard>")))
            .toList();
    JsonNode calls = vector.wantedOf("ironic_writes_in_order", "writes", "calls");
    if (calls.isArray()) {
      CallCheck.writes("ironic", calls, writes);
    }
    CallCheck.provisionTargets(
        vector.wantedOf("provision_targets", "provision_calls", "provision"), writes);
    CallCheck.notCalled(vector.wanted("not_called"), writes);
    Optional<String> host = Trees.text(vector.expected(), "bmc_hostname");
    host.ifPresent(name ->
        assertThat(site.other.writes())
            .anyMatch(r -> r.json().path("HostName").asString("").equals(name)));
    assertThat(site.fixture.out() + site.fixture.err()).doesNotContain(standard);
  }

  /** A controller whose settings are right already. */
  static void scriptBmc(VectorSite site, String manufacturer, String serial) {
    String system = "/redfish/v1/Systems/1";
    String manager = "/redfish/v1/Managers/1";
    answer(site, "/redfish/v1/Systems/", "{\"Members\": [{\"@odata.id\": \"" + system + "\"}]}");
    answer(site, "/redfish/v1/Managers/", "{\"Members\": [{\"@odata.id\": \"" + manager + "\"}]}");
    answer(
        site,
        system,
        "{\"Manufacturer\": \"%s\", \"SKU\": \"%s\"}".formatted(manufacturer, serial));
    for (String path : List.of("/EthernetInterfaces/", "/EthernetInterfaces")) {
      answer(site, manager + path, "{\"Members\": [{\"@odata.id\": \"" + manager + "/E/1\"}]}");
    }
    answer(site, manager + "/E/1", "{\"HostName\": \"idrac\", \"MACAddress\": \"a:b:c:d:e:f\"}");
    for (String path :
        List.of(manager + "/Attributes", system + "/Bios", system + "/Bios/Settings")) {
      answer(site, path, "{\"Attributes\": {}}");
    }
  }

  private static void answer(VectorSite site, String path, String json) {
    site.other.always("GET", path, 200, Trees.read(json));
  }
}
