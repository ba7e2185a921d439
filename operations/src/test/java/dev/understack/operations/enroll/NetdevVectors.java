package dev.understack.operations.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about bringing switches and firewalls into Ironic. */
public final class NetdevVectors {
  private static final List<String> NETDEV = List.of("external_cmdb_id", "resource_class");
  private static final List<String> FIREWALL =
      List.of(
          "external_cmdb_id",
          "resource_class",
          "management_ip",
          "management_switch",
          "management_switch_port",
          "mate_serial");

  private NetdevVectors() {}

  public static void netdev(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    seedNode(vector, site, "node-123");
    if (input.has("driver_info") || input.has("extra")) {
      metadata(vector, site);
    } else {
      checkExit(vector, site, site.run("enroll-netdev", arguments(input, NETDEV)));
    }
    checkWrites(vector, site);
  }

  public static void firewall(Vector vector, VectorSite site) {
    if (vector.expects("resource_class")) {
      assertThat(EnrollFw.resourceClass(vector.in("resource_class")))
          .isEqualTo(vector.wanted("resource_class").asString());
    }
    seedNode(vector, site, "node-uuid");
    checkExit(vector, site, site.run("enroll-fw", arguments(vector.input(), FIREWALL)));
    if (vector.expects("delegates_to")) {
      assertThat(site.ironic.find("nodes", vector.in("name")).orElseThrow().path("driver"))
          .isEqualTo(Trees.textOrNull("netdev"));
    }
    checkWrites(vector, site);
  }

  private static void checkExit(Vector vector, VectorSite site, int exit) {
    if (vector.expects("raises")) {
      assertThat(exit).as(site.fixture.err()).isEqualTo(1);
      Refusal.isAbout(vector, site.fixture.err());
    } else {
      assertThat(exit).as(site.fixture.err()).isEqualTo(vector.wanted("exit").asInt(0));
    }
    if (vector.wanted("calls").isArray() && vector.wanted("calls").isEmpty()) {
      assertThat(site.ironic.http().calls()).isEmpty();
    }
  }

  /** Metadata that no option of the script sets. */
  private static void metadata(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    new NetdevEnrolment(site.run(), OpenStack.open(site.run(), Optional.empty()).ironic())
        .enroll(
            new NetdevRequest(
                vector.in("name"),
                vector.in("physical_network"),
                NetdevPort.parse(input.path("ports").toString()),
                input.path("resource_class").asString("generic"),
                objectOf(input.path("driver_info")),
                objectOf(input.path("extra"))));
  }

  private static ObjectNode objectOf(JsonNode json) {
    return json instanceof ObjectNode given ? given : Trees.object();
  }

  private static List<String> arguments(JsonNode input, List<String> options) {
    if (input.has("args")) {
      return Vector.texts(input.path("args"));
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--name", input.path("name").asString("n")));
    arguments.addAll(List.of("--physical-network", input.path("physical_network").asString("p")));
    String ports = input.path("ports_argument").asString(input.path("ports").toString());
    arguments.addAll(List.of("--ports", ports));
    for (String option : options) {
      if (input.hasNonNull(option)) {
        arguments.add("--" + option.replace('_', '-'));
        arguments.add(input.path(option).asString());
      }
    }
    return arguments;
  }

  private static void checkWrites(Vector vector, VectorSite site) {
    List<Request> writes = VectorSite.writes(site.ironic.http());
    if (vector.expects("calls")) {
      CallCheck.writes("ironic", vector.wanted("calls"), writes);
    }
    JsonNode created = vector.wanted("post_node_body");
    if (created.isObject()) {
      assertThat(writes.getFirst().json()).isEqualTo(created);
    }
    checkBody("POST /v1/ports", vector.wanted("post_port_body"), writes);
    checkBody("PATCH /v1/ports/*", vector.wanted("port_patch"), writes);
    checkBody("PATCH /v1/nodes/*", vector.wanted("node_patch"), writes);
    CallCheck.provisionTargets(
        vector.wantedOf("provision_targets", "provision_calls", "provision"), writes);
    if (vector.expects("writes")) {
      checkList(vector.wanted("writes"), writes);
    }
    if (vector.expects("log")) {
      assertThat(site.fixture.err())
          .contains(vector.wanted("log").asString().replace("warning: ", ""));
    }
    CallCheck.notCalled(vector.wanted("not_called"), writes);
  }

  /** One request of that kind has exactly that body; null says that there is none. */
  private static void checkBody(String title, JsonNode body, List<Request> writes) {
    if (body.isMissingNode()) {
      return;
    }
    List<JsonNode> bodies =
        writes.stream()
            .filter(r -> (r.method() + " " + r.path()).matches(title.replace("*", ".*")))
            .map(Request::json)
            .toList();
    if (body.isNull()) {
      assertThat(bodies).as(title).isEmpty();
    } else {
      assertThat(bodies).as(title).contains(body);
    }
  }

  private static void checkList(JsonNode expected, List<Request> writes) {
    if (!expected.isArray() || expected.isEmpty()) {
      assertThat(writes).isEmpty();
      return;
    }
    CallCheck.writes("ironic", expected, writes);
    for (int i = 0; i < expected.size(); i++) {
      JsonNode paths = expected.path(i).path("body_paths");
      if (paths.isArray()) {
        assertThat(Trees.items(writes.get(i).json()).stream().map(s -> s.path("path").asString()))
            .containsExactlyInAnyOrderElementsOf(Vector.texts(paths));
      }
    }
  }

  /** The node of the vector with its ports, where it has one. */
  private static void seedNode(Vector vector, VectorSite site, String uuid) {
    JsonNode input = vector.input();
    String name = input.path("name").asString("n");
    boolean exists =
        input.path("node").isObject()
            || input.propertyNames().stream().anyMatch(field -> field.startsWith("existing_"));
    if (!exists) {
      site.ironic.nextUuid(uuid);
      return;
    }
    ObjectNode node = Trees.object().put("uuid", uuid).put("name", name).put("driver", "netdev");
    node.put("provision_state", "available");
    node.put("resource_class", input.path("resource_class").asString("generic").strip());
    if (input.path("node") instanceof ObjectNode given) {
      node.setAll(given);
    }
    site.ironic.seed("nodes", node.toString());
    if (input.path("existing_ports").isArray()) {
      for (JsonNode port : input.path("existing_ports")) {
        ObjectNode row = port.deepCopy().asObject();
        site.ironic.seed("ports", row.put("node_uuid", uuid).toString());
      }
      return;
    }
    seedPorts(vector, site, name, uuid);
  }

  /** The ports as the vector asks for them, apart from what it says is different. */
  private static void seedPorts(Vector vector, VectorSite site, String name, String node) {
    JsonNode input = vector.input();
    int number = 0;
    for (JsonNode port : input.path("ports")) {
      number++;
      ObjectNode row = existing(name, node, port, vector.in("physical_network"));
      if (input.path("existing_port" + number) instanceof ObjectNode different) {
        row.setAll(different);
        different.properties().stream()
            .filter(e -> e.getValue().isString() && e.getValue().asString().equals("(missing)"))
            .forEach(e -> row.remove(e.getKey()));
      }
      site.ironic.seed("ports", row.toString());
    }
    input.properties().stream()
        .filter(e -> e.getKey().matches("existing_[a-z_]+_port"))
        .forEach(e -> seedOther(site, node, e.getValue()));
  }

  /** A port that nobody asks for: its name, or what is known of it. */
  private static void seedOther(VectorSite site, String node, JsonNode more) {
    ObjectNode row = Trees.object().put("node_uuid", node).put("address", "ff");
    if (more instanceof ObjectNode given) {
      row.setAll(given);
    } else {
      row.put("name", more.asString());
    }
    site.ironic.seed("ports", row.toString());
  }

  private static ObjectNode existing(String name, String node, JsonNode port, String network) {
    ObjectNode row = Trees.object().put("name", name + ":" + port.path("label").asString());
    row.put("node_uuid", node).put("address", port.path("mac").asString());
    row.put("category", "network").put("physical_network", network);
    row.putObject("local_link_connection")
        .put("switch_id", "00:00:00:00:00:00")
        .put("switch_info", port.path("switch").asString())
        .put("port_id", port.path("intf").asString());
    return row;
  }
}
