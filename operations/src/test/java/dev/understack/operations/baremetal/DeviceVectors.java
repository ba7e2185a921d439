package dev.understack.operations.baremetal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about nodes and their devices. */
public final class DeviceVectors {
  private static final String DEVICES = "/api/dcim/devices/";
  private static final String NODE = "11111111-2222-4333-8444-555555555555";

  private DeviceVectors() {}

  public static void sync(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    boolean whole = Stream.of("node_uuid", "device", "old_device", "event").anyMatch(input::has);
    if (whole) {
      device(vector, site);
    } else if (input.has("manufacturer") && vector.expects("result")) {
      assertThat(NodeFacts.normalManufacturer(vector.in("manufacturer")))
          .isEqualTo(vector.wanted("result").asString());
    } else if (input.has("manufacturer") && vector.expects("raises")) {
      Refusal.check(vector, () -> NodeFacts.normalManufacturer(vector.in("manufacturer")));
    } else if (input.has("ports")) {
      place(vector, site);
    } else if (input.has("errors")) {
      retries(input.path("errors"), vector.wanted("retry"));
    } else {
      facts(vector);
    }
  }

  private static void place(Vector vector, VectorSite site) {
    site.learn(vector);
    Optional<Place> place =
        new SwitchPlaces(site.run(), site.nautobotClient())
            .find("node", Trees.items(vector.input().path("ports")));
    assertThat(place.map(Place::location)).isEqualTo(Trees.text(vector.expected(), "location"));
    assertThat(place.map(Place::rack)).isEqualTo(Trees.text(vector.expected(), "rack"));
    if (vector.expects("calls")) {
      assertThat(site.nautobot.all()).hasSize(vector.wanted("calls").size());
    }
  }

  /** What is learned from a node and its inventory, as far as the vector tells. */
  private static void facts(Vector vector) {
    JsonNode input = vector.input();
    JsonNode inventory = input.path("inventory");
    if (input.has("manufacturer") || input.has("serial")) {
      ObjectNode vendor = Trees.object();
      vendor.set("manufacturer", input.path("manufacturer"));
      vendor.set("serial_number", input.path("serial"));
      ObjectNode made = Trees.object();
      made.putObject("inventory").set("system_vendor", vendor);
      inventory = made;
    }
    NodeFacts facts = new NodeFacts(input.path("node"), inventory, List.of(), List.of());
    Map<String, Optional<String>> known =
        Map.of(
            "status", facts.status(),
            "tenant", facts.tenant(),
            "manufacturer", facts.manufacturer(),
            "model", facts.model(),
            "serial", facts.serial(),
            "serial_number", facts.serial(),
            "name", facts.name(),
            "external_cmdb_id", facts.externalCmdbId());
    known.forEach((name, value) -> {
      if (vector.expects(name)) {
        assertThat(value).as(name).isEqualTo(Trees.text(vector.expected(), name));
      }
    });
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

  private static void device(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode derived = input.path("derived");
    if (derived.has("position")) {
      position(vector);
      return;
    }
    String node = input.path("node_uuid").asString(NODE);
    if (!node.isEmpty()) {
      site.ironic.seed("nodes", node(input, node).toString());
      JsonNode inventory = input.has("inventory") ? input.path("inventory") : inventory(derived);
      site.ironic.seedInventory(node, inventory.toString());
      Trees.text(derived, "location").ifPresent(location -> site.seedPlace(node, location));
    }
    seedDevices(vector, site, node, derived);
    site.learn(vector);
    int exit = site.dispatch(input.has("event") ? input.path("event") : event("update", node));
    site.check(onlyRefusals(vector), exit);
    checkWrites(vector, site, node);
  }

  /** Writes are compared in {@link #checkWrites}: those to devices only. */
  private static Vector onlyRefusals(Vector vector) {
    ObjectNode rest = vector.expected().deepCopy().asObject();
    rest.remove("calls");
    return new Vector(vector.operation(), vector.name(), vector.input(), rest);
  }

  private static ObjectNode node(JsonNode input, String uuid) {
    JsonNode derived = input.path("derived");
    ObjectNode node = Trees.object().put("uuid", uuid);
    node.put("provision_state", stateFor(derived.path("status").asString("")));
    Trees.text(derived, "tenant").ifPresent(tenant -> node.put("lessee", tenant));
    Trees.text(derived, "external_cmdb_id")
        .ifPresent(id -> node.putObject("extra").put("external_cmdb_id", id));
    if (input.path("node") instanceof ObjectNode given) {
      node.setAll(given);
    }
    return node;
  }

  /** A provision state that means the status; one that means nothing where there is none. */
  private static String stateFor(String status) {
    return Stream.of(
            "active", "enroll", "available", "manageable", "deploying", "error", "deleting")
        .filter(state -> ProvisionStates.status(state).filter(status::equals).isPresent())
        .findFirst()
        .orElse("verifying");
  }

  private static ObjectNode inventory(JsonNode derived) {
    ObjectNode inventory = Trees.object();
    ObjectNode vendor = inventory.putObject("inventory").putObject("system_vendor");
    Trees.text(derived, "manufacturer").ifPresent(name -> vendor.put("manufacturer", name));
    Trees.text(derived, "name")
        .ifPresent(name -> {
          vendor.put("manufacturer", name.replaceAll("-.*", ""));
          vendor.put("serial_number", name.replaceAll("^[^-]*-", ""));
        });
    Trees.text(derived, "model").ifPresent(model -> vendor.put("product_name", model));
    return inventory;
  }

  private static ObjectNode event(String what, String node) {
    ObjectNode event = Trees.object().put("event_type", "baremetal.node." + what + ".end");
    event.putObject("payload").putObject("ironic_object.data").put("uuid", node);
    return event;
  }

  private static void seedDevices(Vector vector, VectorSite site, String node, JsonNode derived) {
    JsonNode input = vector.input();
    if (input.path("device").isObject()) {
      ObjectNode device = input.path("device").deepCopy().asObject().put("id", node);
      site.nautobot.found(DEVICES, Map.of("id", node), device);
    }
    if (input.path("old_device").isObject()) {
      site.nautobot.found(
          DEVICES, Map.of("name", derived.path("name").asString()), input.path("old_device"));
    }
  }

  private static void checkWrites(Vector vector, VectorSite site, String node) {
    List<Request> devices =
        site.nautobot.writes().stream()
            .filter(request -> request.path().startsWith(DEVICES))
            .toList();
    JsonNode calls = vector.wanted("calls");
    if (vector.expects("calls")) {
      boolean lists =
          calls.isEmpty()
              || Trees.items(calls).stream()
                  .anyMatch(c -> c.path("method").asString().equals("PATCH"));
      CallCheck.writes(
          "nautobot",
          calls,
          devices.stream().filter(r -> lists || !r.method().equals("PATCH")).toList());
    }
    if (vector.expects("saves")) {
      assertThat(devices.stream().filter(r -> r.method().equals("PATCH")))
          .hasSize(vector.wanted("saves").asInt());
    }
    for (String kind : List.of("post", "patch")) {
      JsonNode part = vector.wantedOf(kind + "_body_subset", kind + "_body");
      List<JsonNode> bodies =
          devices.stream()
              .filter(r -> r.method().equals(kind.toUpperCase(Locale.ROOT)))
              .map(Request::json)
              .toList();
      if (part.isObject()) {
        assertThat(bodies)
            .as("%s of device %s with %s", kind, node, part)
            .anyMatch(body -> CallCheck.contains(body, part));
      } else if (part.isNull()) {
        assertThat(bodies).isEmpty();
      }
    }
    for (JsonNode id : vector.wanted("deleted")) {
      assertThat(devices)
          .anyMatch(r -> r.method().equals("DELETE") && r.path().contains(id.asString()));
    }
  }

  /** Position and face come only from a device that is replaced. */
  private static void position(Vector vector) {
    JsonNode derived = vector.input().path("derived");
    DeviceFields fields =
        new DeviceFields(
            Trees.text(derived, "location"),
            Trees.text(derived, "rack"),
            Optional.of(derived.path("position")),
            Trees.text(derived, "face"));
    NodeFacts facts = new NodeFacts(Trees.object(), Trees.object(), List.of(), List.of());
    ObjectNode difference = fields.differenceFrom(vector.input().path("device"), facts);
    JsonNode wanted = vector.wantedOf("patch_body_subset", "patch_body");
    if (wanted.isObject()) {
      assertThat(CallCheck.contains(difference, wanted)).as(difference.toString()).isTrue();
    } else {
      assertThat(difference.isEmpty()).as(difference.toString()).isTrue();
    }
  }

  public static void resync(Vector vector, VectorSite site) {
    JsonNode results = vector.input().path("sync_results");
    int nodes = Math.max(vector.input().path("nodes").size(), results.size());
    for (int i = 0; i < nodes; i++) {
      String uuid = "00000000-0000-4000-8000-00000000000" + i;
      site.ironic.seed("nodes", Trees.object().put("uuid", uuid).toString());
      site.seedPlace(uuid, "somewhere");
      if (results.path(i).asInt(0) != 0) {
        JsonNode broken = Trees.object().put("provision_state", "active").put("id", uuid);
        site.nautobot.found(DEVICES, Map.of("id", uuid), broken);
        site.nautobot.refuse("PATCH", DEVICES + uuid + "/", Trees.textOrNull("raises"));
      }
    }
    site.check(vector, site.fixture.run("resync-ironic-nautobot"));
    site.checkTally("node", vector);
  }

  public static void delete(Vector vector, VectorSite site) {
    String node = vector.in("node_uuid");
    site.learn(vector);
    site.nautobot.refuse("DELETE", DEVICES + node + "/", vector.input().path("delete"));
    if (vector.input().has("delete")) {
      site.nautobot.found(DEVICES, Map.of("id", node), Trees.object().put("id", node));
    }
    JsonNode given = vector.input().path("event");
    site.check(vector, site.dispatch(given.isObject() ? given : event("delete", node)));
  }
}
