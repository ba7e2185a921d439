package dev.understack.operations.enroll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.operations.bmc.StandardPassword;
import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about bringing servers and network devices into Ironic. */
public final class EnrolVectors {
  private EnrolVectors() {}

  public static void raid(Vector vector, VectorSite site) {
    assertThat(RaidPlan.of(inventory(vector.input().path("controllers"))))
        .isEqualTo(vector.expected());
  }

  public static void disk(Vector vector, VectorSite site) {
    JsonNode drive = Trees.object().set("size_bytes", vector.input().path("capacity_bytes"));
    assertThat(RaidPlan.gigabytes(drive)).isEqualTo(vector.expected().path("capacity_gb").asLong());
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
    if (input.has("chassis")) {
      whole(vector, site);
    } else if (input.has("node")) {
      JsonNode node = input.path("node").deepCopy().asObject().put("name", "Dell-ABC123");
      site.ironic.seed("nodes", node.toString());
      scriptBmc(site, "Dell Inc.", "ABC123");
      site.fixture.environment.put("BMC_MASTER", "m");
      assertThat(site.fixture.run("enroll-server", "--ip-address", "10.0.0.10")).isEqualTo(1);
      assertThat(site.fixture.err()).contains(vector.expected().path("raises").asString());
      vector
          .expected()
          .path("allowed")
          .forEach(state -> assertThat(site.fixture.err()).contains(state.asString()));
    } else {
      assertThat(PxeInterface.of(ports(input)))
          .contains(vector.expected().path("pxe_interface").asString());
    }
  }

  private static List<JsonNode> ports(JsonNode input) {
    List<JsonNode> ports = new ArrayList<>();
    for (JsonNode each : input.path("ports")) {
      ObjectNode port = each.deepCopy().asObject().put("node_uuid", "node-123");
      port.putObject("extra").set("bios_name", each.path("bios_name"));
      ports.add(port);
    }
    return ports;
  }

  private static void whole(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    String ip = vector.in("ip");
    scriptBmc(
        site,
        input.path("chassis").path("manufacturer").asString() + " Inc.",
        input.path("chassis").path("serial").asString());
    site.fixture.environment.put("BMC_MASTER", "master");
    site.ironic.nextUuid("node-123");
    site.ironic.seedInventory("node-123", inventory(input.path("inventory_raid")).toString());
    site.ironic.all("nodes");
    String standard = StandardPassword.of(ip, "master");
    List<JsonNode> ports = ports(input);
    for (int i = 0; i < ports.size(); i++) {
      ObjectNode port = ports.get(i).deepCopy().asObject().put("uuid", "port-" + i);
      site.ironic.seed("ports", port.put("address", "00:00:00:00:00:0" + i).toString());
    }
    int exit =
        site.fixture.run(
            "enroll-server",
            "--ip-address",
            ip,
            "--old-password",
            vector.in("old_password"),
            "--raid-configure",
            String.valueOf(input.path("raid_configure").asBoolean()),
            "--external-cmdb-id",
            vector.in("external_cmdb_id"));
    assertThat(exit).as(site.fixture.err()).isZero();
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
    CallCheck.writes("ironic", vector.expected().path("ironic_writes_in_order"), writes);
    assertThat(site.other.writes())
        .anyMatch(r -> r.body().contains(vector.expected().path("bmc_hostname").asString()));
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
    answer(site, manager + "/Attributes", "{\"Attributes\": {}}");
    for (int i = 0; i < 2; i++) {
      answer(site, system + "/Bios", "{\"Attributes\": {}}");
      answer(site, system + "/Bios/Settings", "{\"Attributes\": {}}");
    }
  }

  private static void answer(VectorSite site, String path, String json) {
    site.other.rule("GET", path, 200, Trees.read(json));
  }

  public static void netdev(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    if (input.has("ports_argument")) {
      String reason = expected.path("raises").asString().replace("ValueError ", "");
      assertThatThrownBy(() -> NetdevPort.parse(vector.in("ports_argument")))
          .hasMessageContaining(reason);
      return;
    }
    seedNode(vector, site, "node-123", "leaf01");
    List<String> arguments = common(input);
    if (input.hasNonNull("resource_class")) {
      arguments.addAll(List.of("--resource-class", vector.in("resource_class")));
    }
    if (input.has("driver_info") || input.has("extra")) {
      metadata(vector, site);
    } else {
      int exit = site.fixture.run("enroll-netdev", arguments.toArray(String[]::new));
      assertThat(exit).as(site.fixture.err()).isZero();
    }
    checkNetdev(vector, site);
  }

  private static void metadata(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    var run = site.run();
    var ironic =
        dev.understack.operations.openstack.OpenStack.open(run, java.util.Optional.empty())
            .ironic();
    new NetdevEnrolment(run, ironic)
        .enroll(
            new NetdevRequest(
                vector.in("name"),
                vector.in("physical_network"),
                NetdevPort.parse(input.path("ports").toString()),
                "generic",
                (ObjectNode) input.path("driver_info"),
                (ObjectNode) input.path("extra")));
  }

  private static void checkNetdev(Vector vector, VectorSite site) {
    JsonNode expected = vector.expected();
    List<Request> writes = VectorSite.writes(site.ironic.http());
    if (expected.has("calls")) {
      CallCheck.writes("ironic", expected.path("calls"), writes);
    }
    if (expected.has("post_node_body")) {
      assertThat(writes.getFirst().json()).isEqualTo(expected.path("post_node_body"));
    }
    if (expected.has("port_patch")) {
      assertThat(writes)
          .anyMatch(r ->
              r.path().startsWith("/v1/ports/") && r.json().equals(expected.path("port_patch")));
    }
    if (expected.has("writes")) {
      checkWrites(expected.path("writes"), writes);
    }
    if (expected.has("log")) {
      assertThat(site.fixture.err())
          .contains(expected.path("log").asString().replace("warning: ", ""));
    }
    CallCheck.notCalled(expected.path("not_called"), writes);
  }

  private static void checkWrites(JsonNode expected, List<Request> writes) {
    if (expected.isEmpty()) {
      assertThat(writes).isEmpty();
      return;
    }
    if (expected.path(0).has("body_paths")) {
      List<String> paths =
          Trees.items(writes.getFirst().json()).stream()
              .map(s -> s.path("path").asString())
              .toList();
      assertThat(writes).hasSize(1);
      assertThat(paths)
          .containsExactlyInAnyOrderElementsOf(
              Trees.items(expected.path(0).path("body_paths")).stream()
                  .map(JsonNode::asString)
                  .toList());
      return;
    }
    CallCheck.writes("ironic", expected, writes);
  }

  private static List<String> common(JsonNode input) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--name", input.path("name").asString()));
    arguments.addAll(List.of("--physical-network", input.path("physical_network").asString()));
    arguments.addAll(List.of("--ports", input.path("ports").toString()));
    Trees.text(input, "external_cmdb_id")
        .ifPresent(id -> arguments.addAll(List.of("--external-cmdb-id", id)));
    return arguments;
  }

  /** The node of the vector with its ports, where it has one. */
  private static void seedNode(Vector vector, VectorSite site, String uuid, String name) {
    JsonNode input = vector.input();
    boolean exists =
        input.path("node").isObject()
            || input.has("existing_port1")
            || input.has("existing_extra_port");
    if (!exists) {
      site.ironic.nextUuid(uuid);
      return;
    }
    ObjectNode node = Trees.object().put("uuid", uuid).put("name", name).put("driver", "netdev");
    node.put("provision_state", "available").put("resource_class", "generic");
    if (input.path("node") instanceof ObjectNode given) {
      node.setAll(given);
    }
    site.ironic.seed("nodes", node.toString());
    if (input.path("existing_ports").isArray()) {
      return;
    }
    int number = 0;
    for (JsonNode port : input.path("ports")) {
      ObjectNode row = existing(name, uuid, port, vector.in("physical_network"));
      if (number++ == 0 && input.path("existing_port1") instanceof ObjectNode different) {
        row.setAll(different);
      }
      site.ironic.seed("ports", row.toString());
    }
    Trees.text(input, "existing_extra_port")
        .ifPresent(extra ->
            site.ironic.seed(
                "ports",
                Trees.object()
                    .put("name", extra)
                    .put("node_uuid", uuid)
                    .put("address", "ff")
                    .toString()));
  }

  private static ObjectNode existing(String name, String uuid, JsonNode port, String network) {
    ObjectNode row = Trees.object().put("name", name + ":" + port.path("label").asString());
    row.put("node_uuid", uuid).put("address", port.path("mac").asString());
    row.put("category", "network").put("physical_network", network);
    row.putObject("local_link_connection")
        .put("switch_id", "00:00:00:00:00:00")
        .put("switch_info", port.path("switch").asString())
        .put("port_id", port.path("intf").asString());
    return row;
  }

  public static void firewall(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    if (expected.has("resource_class")) {
      assertThat(EnrollFw.resourceClass(vector.in("resource_class")))
          .isEqualTo(expected.path("resource_class").asString());
      return;
    }
    seedNode(vector, site, "node-uuid", vector.in("name"));
    List<String> arguments = common(input);
    for (String option :
        List.of(
            "resource_class",
            "management_ip",
            "management_switch",
            "management_switch_port",
            "mate_serial")) {
      arguments.addAll(List.of("--" + option.replace('_', '-'), vector.in(option)));
    }
    int exit = site.fixture.run("enroll-fw", arguments.toArray(String[]::new));
    if (expected.has("raises")) {
      String reason = expected.path("raises").asString().replaceAll("^\\w+Error ", "");
      assertThat(exit).isEqualTo(1);
      assertThat(site.fixture.err()).contains(reason);
    } else {
      assertThat(exit).as(site.fixture.err()).isZero();
    }
    if (expected.has("calls")) {
      assertThat(site.ironic.http().calls()).isEmpty();
    }
    if (expected.has("delegates_to")) {
      assertThat(
              site.ironic.find("nodes", vector.in("name")).orElseThrow().path("driver").asString())
          .isEqualTo("netdev");
    }
    if (expected.has("writes")) {
      checkWrites(expected.path("writes"), VectorSite.writes(site.ironic.http()));
    }
  }
}
