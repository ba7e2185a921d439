package dev.understack.operations.baremetal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about the interfaces of a node. */
public final class InterfaceVectors {
  private static final String INTERFACES = "/api/dcim/interfaces/";

  private InterfaceVectors() {}

  public static void sync(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    site.learn(vector);
    if (input.has("interfaces")) {
      Map<String, String> wanted =
          vector.wanted("map").properties().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().asString()));
      assertThat(WantedInterface.namesByMac(inventory(input.path("interfaces")))).isEqualTo(wanted);
    } else if (input.has("cases")) {
      names(vector);
    } else if (input.has("name") || input.has("names")) {
      words(vector);
    } else if (input.path("interface").isObject()) {
      existing(vector, site);
    } else if (input.path("port").has("address")) {
      ofPort(vector, site);
    } else if (input.has("existing_mac") || input.has("bmc_mac")) {
      controller(vector, site);
    } else if (input.has("ip")) {
      assignment(vector, site);
    } else if (input.has("existing")) {
      stale(vector, site);
    } else {
      PortVectors.cable(withoutResult(vector), site);
    }
    CallCheck.notCalled(vector.wanted("not_called"), site.nautobot.all());
    if (vector.expects("calls")) {
      CallCheck.writes("nautobot", vector.wanted("calls"), site.nautobot.writes());
    }
    checkBodies(vector, site);
    if (vector.wanted("log").asString("").startsWith("warning")) {
      assertThat(site.fixture.err()).containsPattern(" - (WARNING|ERROR) - ");
    }
  }

  /** A cable that cannot be made is no failure here. */
  private static Vector withoutResult(Vector vector) {
    ObjectNode rest = vector.expected().deepCopy().asObject();
    rest.remove("result");
    return new Vector(vector.operation(), vector.name(), vector.input(), rest);
  }

  private static void checkBodies(Vector vector, VectorSite site) {
    for (String kind : List.of("post", "patch")) {
      JsonNode part = vector.wantedOf(kind + "_body", kind + "_body_subset");
      if (part.isObject()) {
        List<Request> writes =
            site.nautobot.writes().stream()
                .filter(r -> r.method().equals(kind.toUpperCase(Locale.ROOT)))
                .toList();
        assertThat(writes).as(kind).anyMatch(r -> CallCheck.contains(r.json(), part));
      }
    }
    for (JsonNode id : vector.wanted("deleted")) {
      assertThat(site.nautobot.writes())
          .anyMatch(r -> r.path().contains("/" + id.asString() + "/"));
    }
    for (JsonNode id : vector.wanted("kept")) {
      assertThat(site.nautobot.writes())
          .noneMatch(r -> r.path().contains("/" + id.asString() + "/"));
    }
  }

  private static ObjectNode inventory(JsonNode interfaces) {
    ObjectNode inventory = Trees.object();
    inventory.putObject("inventory").set("interfaces", interfaces);
    return inventory;
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
          Trees.text(each, "inventory")
              .map(n -> Map.of(vector.in("mac").toLowerCase(Locale.ROOT), n))
              .orElse(Map.of());
      WantedInterface wanted = WantedInterface.ofPort(port, inventory);
      assertThat(wanted.name()).isEqualTo(vector.wanted("names").path(i).asString());
      assertThat(wanted.mac()).isEqualTo(vector.wanted("mac").asString(wanted.mac()));
    }
  }

  /** Type and description that follow from a name. */
  private static void words(Vector vector) {
    List<String> names =
        vector.input().has("names")
            ? Vector.texts(vector.input().path("names"))
            : List.of(vector.in("name"));
    check(vector.wantedOf("types", "type"), names.stream().map(WantedInterface::typeOf));
    check(
        vector.wantedOf("descriptions", "description"),
        names.stream().map(WantedInterface::describe));
  }

  private static void check(JsonNode wanted, Stream<String> found) {
    if (!wanted.isMissingNode()) {
      assertThat(found)
          .containsExactlyElementsOf(
              wanted.isArray() ? Vector.texts(wanted) : List.of(wanted.asString("")));
    }
  }

  /** The interface of a port, and what is written for it where the vector expects writes. */
  private static void ofPort(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode inventory = input.path("inventory");
    Map<String, String> names =
        WantedInterface.namesByMac(inventory.isArray() ? inventory(inventory) : inventory);
    ObjectNode port = Trees.object().put("uuid", "port-uuid").put("node_uuid", "device");
    port.setAll((ObjectNode) input.path("port"));
    WantedInterface wanted = WantedInterface.ofPort(port, names);
    ObjectNode found =
        Trees.object()
            .put("id", wanted.id())
            .put("name", wanted.name())
            .put("type", wanted.type())
            .put("mac_address", wanted.mac())
            .put("mac", wanted.mac())
            .put("description", wanted.description())
            .put("enabled", true)
            .put("mgmt_only", false);
    JsonNode all =
        vector.wanted("interface").isObject() ? vector.wanted("interface") : vector.expected();
    all.properties().stream()
        .filter(e -> found.has(e.getKey()))
        .forEach(e -> assertThat(found.path(e.getKey())).isEqualTo(e.getValue()));
    if (!vector.wantedOf("calls", "post_body", "post_body_subset").isMissingNode()) {
      new InterfaceWriter(site.run(), ironic(site), site.nautobotClient()).write(wanted);
    }
  }

  /** An interface that is there, and what is wanted of it: the same unless the vector says else. */
  private static void existing(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    String id = input.path("interface").path("id").asString("the-id");
    ObjectNode row = input.path("interface").deepCopy().asObject().put("id", id);
    site.nautobot.found(INTERFACES, Map.of("id", id), row);
    if (input.path("conflict").isObject()) {
      site.nautobot.found(
          INTERFACES,
          Map.of("name", input.path("wanted").path("name").asString("")),
          input.path("conflict"));
    }
    ObjectNode wanted = row.deepCopy();
    wanted.set("type", Trees.textOrNull(row.path("type").path("value").asString("")));
    if (input.path("wanted") instanceof ObjectNode given) {
      wanted.setAll(given);
    }
    new InterfaceWriter(site.run(), ironic(site), site.nautobotClient())
        .write(
            new WantedInterface(
                id,
                "device",
                wanted.path("name").asString(""),
                wanted.path("type").asString(""),
                wanted.path("mac_address").asString(""),
                wanted.path("description").asString(""),
                Optional.empty()));
  }

  private static void controller(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.hasNonNull("existing_mac")) {
      site.nautobot.found(
          INTERFACES,
          Map.of("name", "iDRAC"),
          Trees.object()
              .put("id", "bmc")
              .put("name", "iDRAC")
              .put("mac_address", vector.in("existing_mac")));
    }
    ObjectNode inventory = Trees.object();
    inventory
        .putObject("inventory")
        .put("bmc_mac", vector.in("bmc_mac"))
        .put("bmc_address", vector.in("bmc_address"));
    NautobotClient nautobot = site.nautobotClient();
    new BmcInterface(site.run(), nautobot)
        .sync(
            "device",
            inventory,
            "iDRAC",
            name ->
                nautobot.find(
                    NautobotEndpoint.INTERFACES, Map.of("device_id", "device", "name", name)));
  }

  private static void assignment(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.has("association") || input.has("ip_address")) {
      JsonNode known =
          input.path("ip_address").isObject()
              ? input.path("ip_address")
              : Trees.object().put("id", "ip-uuid");
      site.nautobot.found("/api/ipam/ip-addresses/", Map.of("address", vector.in("ip")), known);
      if (input.path("association").isObject()) {
        site.nautobot.found(
            "/api/ipam/ip-address-to-interface/",
            Map.of("ip_address", known.path("id").asString()),
            input.path("association"));
      }
    }
    site.nautobot.refuse("POST", "/api/ipam/ip-addresses/", input.path("ip_post"));
    if (!vector.in("ip").isEmpty()) {
      new BmcInterface(site.run(), site.nautobotClient())
          .assign(vector.in("interface"), vector.in("ip"));
    }
  }

  private static void stale(Vector vector, VectorSite site) {
    ObjectNode page = Trees.object().putNull("next");
    page.set("results", vector.input().path("existing"));
    site.nautobot.rule("GET", INTERFACES, 200, page);
    for (JsonNode row : vector.input().path("existing")) {
      site.nautobot.refuse(
          "DELETE", INTERFACES + row.path("id").asString() + "/", vector.input().path("delete"));
    }
    Set<String> keep = new HashSet<>(Vector.texts(vector.input().path("ports")));
    new InterfaceSync(site.run(), ironic(site), site.nautobotClient())
        .removeOthers(
            site.nautobotClient().list(NautobotEndpoint.INTERFACES, Map.of("device_id", "device")),
            keep,
            "iDRAC");
  }

  private static IronicClient ironic(VectorSite site) {
    return OpenStack.open(site.run(), Optional.empty()).ironic();
  }
}
