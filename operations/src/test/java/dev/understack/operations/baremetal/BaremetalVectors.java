package dev.understack.operations.baremetal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about nodes, ports and portgroups. */
public final class BaremetalVectors {
  private BaremetalVectors() {}

  public static void provisionState(Vector vector, VectorSite site) {
    Optional<String> status = ProvisionStates.status(vector.in("provision_state"));
    assertThat(vector.expected().has("raises")).as("raises").isFalse();
    assertThat(status).isEqualTo(Trees.text(vector.expected(), "nautobot_status"));
  }

  public static void provisionEnd(Vector vector, VectorSite site) {
    if (vector.input().has("instance_uuid")) {
      assertThat(ProvisionEnd.connectorId(vector.in("instance_uuid")))
          .isEqualTo(vector.expected().path("connector_id").asString());
      return;
    }
    JsonNode event = vector.input().path("event");
    site.learn(vector);
    String node = event.path("payload").path("ironic_object.data").path("uuid").asString();
    site.ironic.seed("nodes", "{\"uuid\": \"" + node + "\"}");
    site.seedPlace(node, "somewhere");
    site.dispatch(event);
    assertThat(site.fixture.err()).contains("provision_end finished with return code: 0");
    CallCheck.writes(
        "ironic", vector.expected().path("calls"), VectorSite.writes(site.ironic.http()));
    List<List<String>> outputs =
        Trees.items(vector.expected().path("outputs_in_order")).stream()
            .map(pair -> List.of(pair.path(0).asString(), pair.path(1).asString()))
            .toList();
    List<List<String>> written =
        site.fixture.outputs.entrySet().stream()
            .filter(e -> outputs.isEmpty() || !e.getKey().equals("project_tags"))
            .map(e -> List.of(e.getKey(), e.getValue()))
            .toList();
    assertThat(written).containsAll(outputs);
  }

  public static void device(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    if (input.has("manufacturer")) {
      assertThat(NodeFacts.normalManufacturer(vector.in("manufacturer")))
          .isEqualTo(expected.path("result").asString());
    } else if (input.has("inventory")) {
      assertThat(facts(Trees.object(), input.path("inventory")).model()).isEmpty();
    } else if (input.has("ports")) {
      site.learn(vector);
      Optional<Place> place =
          new SwitchPlaces(site.run(), site.nautobotClient())
              .find("node", Trees.items(input.path("ports")));
      assertThat(place.map(Place::location)).isEqualTo(Trees.text(expected, "location"));
      assertThat(site.nautobot.all()).hasSize(expected.path("calls").size());
    } else if (input.has("errors")) {
      retries(input.path("errors"), expected.path("retry"));
    } else if (input.has("node") && !input.has("device")) {
      NodeFacts facts = facts(input.path("node"), Trees.object());
      assertThat(facts.status()).isEqualTo(Trees.text(expected, "status"));
      assertThat(facts.tenant()).isEqualTo(Trees.text(expected, "tenant"));
    } else {
      sync(vector, site);
    }
  }

  private static NodeFacts facts(JsonNode node, JsonNode inventory) {
    return new NodeFacts(node, inventory, List.of(), List.of());
  }

  private static void retries(JsonNode errors, JsonNode expected) {
    for (int i = 0; i < errors.size(); i++) {
      if (errors.path(i).isNumber()) {
        int status = errors.path(i).asInt();
        HttpCall call = HttpCall.reading(URI.create("http://nautobot/"));
        boolean temporary =
            RequestFailedException.refused(call, new HttpAnswer(status, Map.of(), ""))
                .isTemporary();
        assertThat(temporary).as("retry of " + status).isEqualTo(expected.path(i).asBoolean());
      }
    }
  }

  private static void sync(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode derived = input.path("derived");
    String node = input.path("node_uuid").asString("11111111-2222-4333-8444-555555555555");
    ObjectNode row =
        input.path("node") instanceof ObjectNode given ? given.deepCopy() : Trees.object();
    row.put("uuid", node);
    row.put(
        "provision_state", derived.path("status").asString("").equals("Active") ? "active" : "x");
    if (!node.isEmpty()) {
      site.ironic.seed("nodes", row.toString());
      site.ironic.seedInventory(node, inventory(derived).toString());
      Trees.text(derived, "location").ifPresent(location -> site.seedPlace(node, location));
    }
    seedDevices(vector, site, node, derived);
    ObjectNode event = Trees.object().put("event_type", "baremetal.node.update.end");
    event.putObject("payload").putObject("ironic_object.data").put("uuid", node);
    int exit = site.dispatch(event);
    if (vector.expected().has("result")) {
      assertThat(exit).as(site.fixture.err()).isEqualTo(vector.expected().path("result").asInt());
    }
    checkWrites(vector, site, node);
  }

  private static ObjectNode inventory(JsonNode derived) {
    ObjectNode inventory = Trees.object();
    ObjectNode vendor = inventory.putObject("inventory").putObject("system_vendor");
    Trees.text(derived, "name")
        .ifPresent(name -> {
          vendor.put("manufacturer", name.replaceAll("-.*", ""));
          vendor.put("serial_number", name.replaceAll("^[^-]*-", ""));
        });
    Trees.text(derived, "model").ifPresent(model -> vendor.put("product_name", model));
    return inventory;
  }

  private static void seedDevices(Vector vector, VectorSite site, String node, JsonNode derived) {
    JsonNode input = vector.input();
    if (input.has("device")) {
      ObjectNode device = input.path("device").deepCopy().asObject().put("id", node);
      site.nautobot.found("/api/dcim/devices/", Map.of("id", node), device);
    }
    if (input.has("old_device")) {
      site.nautobot.found(
          "/api/dcim/devices/",
          Map.of("name", derived.path("name").asString()),
          input.path("old_device"));
    }
  }

  private static void checkWrites(Vector vector, VectorSite site, String node) {
    JsonNode expected = vector.expected();
    var devices =
        site.nautobot.writes().stream()
            .filter(request -> request.path().startsWith("/api/dcim/devices/"))
            .toList();
    if (expected.has("calls") && !vector.name().isEmpty()) {
      var wanted = expected.path("calls");
      boolean patchExpected =
          Trees.items(wanted).stream().anyMatch(c -> c.path("method").asString().equals("PATCH"));
      CallCheck.writes(
          "nautobot",
          wanted,
          devices.stream().filter(r -> patchExpected || !r.method().equals("PATCH")).toList());
    }
    CallCheck.notCalled(expected.path("not_called"), site.nautobot.all());
    for (String kind : List.of("post", "patch")) {
      JsonNode part = expected.path(kind + "_body_subset");
      if (part.isObject()) {
        assertThat(devices)
            .as("%s of device %s with %s", kind, node, part)
            .anyMatch(r ->
                r.method().equals(kind.toUpperCase(Locale.ROOT))
                    && CallCheck.contains(r.json(), part));
      }
    }
    for (JsonNode id : expected.path("deleted")) {
      assertThat(devices)
          .anyMatch(r -> r.method().equals("DELETE") && r.path().contains(id.asString()));
    }
  }

  public static void resync(Vector vector, VectorSite site) {
    JsonNode results = vector.input().path("sync_results");
    for (int i = 0; i < results.size(); i++) {
      String uuid = "00000000-0000-4000-8000-00000000000" + i;
      site.ironic.seed("nodes", Trees.object().put("uuid", uuid).toString());
      site.seedPlace(uuid, "somewhere");
      if (results.path(i).asInt() != 0) {
        site.nautobot.rule("POST", "/api/dcim/devices/", 400, Trees.object());
      }
    }
    JsonNode expected = vector.expected();
    int exit = site.fixture.run("resync-ironic-nautobot");
    assertThat(exit).as(site.fixture.err()).isEqualTo(expected.path("exit").asInt());
    assertThat(site.fixture.err())
        .contains(expected.path("succeeded").asInt() + "/" + expected.path("total").asInt());
  }

  public static void deviceDelete(Vector vector, VectorSite site) {
    site.learn(vector);
    ObjectNode event = Trees.object().put("event_type", "baremetal.node.delete.end");
    event.putObject("payload").putObject("ironic_object.data").put("uuid", vector.in("node_uuid"));
    site.check(vector, site.dispatch(event));
  }

  public static void event(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    site.learn(vector);
    if (input.has("interface_cable")) {
      movedCable(vector, site);
      return;
    }
    if (input.has("names")) {
      List<String> names =
          Trees.items(input.path("names")).stream()
              .map(n ->
                  WantedInterface.lagName(
                      n.isNull() ? Optional.empty() : Optional.of(n.asString()), vector.in("uuid")))
              .toList();
      assertThat(names)
          .isEqualTo(
              Trees.items(vector.expected().path("lag_names")).stream()
                  .map(JsonNode::asString)
                  .toList());
      return;
    }
    site.seedFrom(input.path("event"));
    if (input.has("post_error") || input.has("post")) {
      String text = input.path("post_error").asString("broken");
      for (int i = 0; i < 3; i++) {
        site.nautobot.rule(
            "POST", "/api/dcim/interfaces/", 400, Trees.object().put("__all__", text));
      }
    }
    int exit = site.dispatch(input.path("event"));
    checkEvent(vector, site, exit);
  }

  private static void checkEvent(Vector vector, VectorSite site, int exit) {
    JsonNode expected = vector.expected();
    if (vector.expected().has("interface")) {
      assertThat(site.nautobot.writes())
          .anyMatch(r -> CallCheck.contains(r.json(), expected.path("interface")));
      return;
    }
    if (expected.has("result_if_still_missing")) {
      assertThat(exit).isEqualTo(expected.path("result_if_still_missing").asInt());
      return;
    }
    if (expected.has("patch_fields")) {
      assertThat(site.nautobot.writes())
          .anyMatch(r -> CallCheck.contains(r.json(), expected.path("patch_fields")));
      return;
    }
    for (JsonNode absent : expected.path("post_body_absent")) {
      assertThat(site.nautobot.writes()).noneMatch(r -> r.json().has(absent.asString()));
    }
    site.check(vector, exit);
  }

  private static void movedCable(Vector vector, VectorSite site) {
    ObjectNode server = Trees.object().put("id", "test-uuid");
    server.set("cable", vector.input().path("interface_cable"));
    site.nautobot.found(
        "/api/dcim/interfaces/",
        Map.of("device", "sw", "name", "p"),
        Trees.object().put("id", vector.in("switch_interface")));
    SwitchPort link = new SwitchPort("sw", "p");
    new CableWriter(site.run(), site.nautobotClient(), port -> Optional.of(link))
        .connect(server, link);
    JsonNode patch = vector.expected().path("patch");
    assertThat(site.nautobot.writes())
        .anyMatch(r ->
            r.path().equals(patch.path("path").asString())
                && CallCheck.contains(r.json(), patch.path("fields")));
    CallCheck.notCalled(vector.expected().path("not_called"), site.nautobot.all());
  }

  public static void interfaces(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    site.learn(vector);
    if (input.has("interfaces")) {
      ObjectNode inventory = Trees.object();
      inventory.putObject("inventory").set("interfaces", input.path("interfaces"));
      Map<String, String> wanted =
          expected.path("map").properties().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString()));
      assertThat(WantedInterface.namesByMac(inventory)).isEqualTo(wanted);
    } else if (input.has("cases")) {
      names(vector);
    } else if (input.path("interface").isObject()) {
      unchanged(input.path("interface"), site);
    } else if (input.has("existing_mac")) {
      controller(vector, site);
    } else if (input.has("ip")) {
      assignment(vector, site);
    } else if (input.has("existing")) {
      stale(vector, site);
    } else {
      cable(vector, site);
    }
    CallCheck.notCalled(expected.path("not_called"), site.nautobot.all());
    if (expected.has("calls")) {
      CallCheck.writes("nautobot", expected.path("calls"), site.nautobot.writes());
    }
  }

  private static void names(Vector vector) {
    JsonNode cases = vector.input().path("cases");
    for (int i = 0; i < cases.size(); i++) {
      JsonNode each = cases.path(i);
      ObjectNode port = Trees.object().put("address", vector.in("mac"));
      port.put("uuid", each.path("port_uuid").asString("some-uuid"));
      port.putObject("extra")
          .set("bios_name", Trees.textOrNull(Trees.text(each, "bios_name").orElse(null)));
      Trees.text(each, "port_name").ifPresent(name -> port.put("name", name));
      Map<String, String> inventory =
          Trees.text(each, "inventory").map(n -> Map.of(vector.in("mac"), n)).orElse(Map.of());
      WantedInterface wanted = WantedInterface.ofPort(port, inventory);
      assertThat(wanted.name()).isEqualTo(vector.expected().path("names").path(i).asString());
      assertThat(wanted.mac()).isEqualTo(vector.expected().path("mac").asString());
    }
  }

  private static void unchanged(JsonNode row, VectorSite site) {
    ObjectNode existing = row.deepCopy().asObject().put("id", "the-id");
    site.nautobot.found("/api/dcim/interfaces/", Map.of("id", "the-id"), existing);
    new InterfaceWriter(site.run(), ironic(site), site.nautobotClient())
        .write(
            new WantedInterface(
                "the-id",
                "device",
                row.path("name").asString(),
                row.path("type").path("value").asString(),
                row.path("mac_address").asString(),
                row.path("description").asString(),
                Optional.empty()));
  }

  private static void controller(Vector vector, VectorSite site) {
    ObjectNode existing =
        Trees.object()
            .put("id", "bmc")
            .put("name", "iDRAC")
            .put("mac_address", vector.in("existing_mac"));
    site.nautobot.found("/api/dcim/interfaces/", Map.of("name", "iDRAC"), existing);
    ObjectNode inventory = Trees.object();
    inventory.putObject("inventory").put("bmc_mac", vector.in("bmc_mac"));
    NautobotClient nautobot = site.nautobotClient();
    new BmcInterface(site.run(), nautobot)
        .sync(
            "device",
            inventory,
            "iDRAC",
            name ->
                nautobot.find(
                    NautobotEndpoint.INTERFACES, Map.of("device_id", "device", "name", name)));
    assertThat(site.nautobot.writes())
        .anyMatch(r -> CallCheck.contains(r.json(), vector.expected().path("patch_body")));
  }

  private static void assignment(Vector vector, VectorSite site) {
    if (vector.input().has("association")) {
      site.nautobot.found(
          "/api/ipam/ip-addresses/",
          Map.of("address", vector.in("ip")),
          Trees.object().put("id", "ip-uuid"));
      site.nautobot.found(
          "/api/ipam/ip-address-to-interface/",
          Map.of("ip_address", "ip-uuid"),
          vector.input().path("association"));
    }
    new BmcInterface(site.run(), site.nautobotClient())
        .assign(vector.in("interface"), vector.in("ip"));
  }

  private static void stale(Vector vector, VectorSite site) {
    ObjectNode page = Trees.object().putNull("next");
    page.set("results", vector.input().path("existing"));
    site.nautobot.rule("GET", "/api/dcim/interfaces/", 200, page);
    if (vector.in("delete").equals("raises")) {
      site.nautobot.rule("DELETE", "/api/dcim/interfaces/stale/", 400, Trees.object());
    }
    Set<String> keep =
        Trees.items(vector.input().path("ports")).stream()
            .map(JsonNode::asString)
            .collect(Collectors.toSet());
    new InterfaceSync(site.run(), ironic(site), site.nautobotClient())
        .removeOthers(
            site.nautobotClient().list(NautobotEndpoint.INTERFACES, Map.of("device_id", "device")),
            keep,
            "iDRAC");
    for (JsonNode id : vector.expected().path("deleted")) {
      assertThat(site.nautobot.writes())
          .anyMatch(r -> r.path().contains("/" + id.asString() + "/"));
    }
    for (JsonNode id : vector.expected().path("kept")) {
      assertThat(site.nautobot.writes())
          .noneMatch(r -> r.path().contains("/" + id.asString() + "/"));
    }
  }

  private static void cable(Vector vector, VectorSite site) {
    JsonNode port = vector.input().path("port");
    if (port.isObject()) {
      assertThat(SwitchPort.of(port)).isEmpty();
      return;
    }
    ObjectNode server = Trees.object().put("id", vector.in("port"));
    SwitchPort link = new SwitchPort(vector.in("switch"), vector.in("switch_port"));
    new CableWriter(site.run(), site.nautobotClient(), id -> Optional.of(link))
        .connect(server, link);
  }

  private static IronicClient ironic(VectorSite site) {
    return OpenStack.open(site.run(), Optional.empty()).ironic();
  }
}
