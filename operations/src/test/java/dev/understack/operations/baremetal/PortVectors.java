package dev.understack.operations.baremetal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about events of ports and portgroups. */
public final class PortVectors {
  private static final String INTERFACES = "/api/dcim/interfaces/";
  private static final String CABLES = "/api/dcim/cables/";

  private PortVectors() {}

  public static void port(Vector vector, VectorSite site) {
    if (vector.input().has("event")) {
      event(vector, site);
    } else {
      cable(vector, site);
    }
  }

  public static void portgroup(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (!input.has("names") && !input.has("name")) {
      event(vector, site);
      return;
    }
    JsonNode names =
        input.has("names") ? input.path("names") : Trees.array().add(input.path("name"));
    JsonNode wanted = vector.wantedOf("lag_names", "lag_name");
    List<String> found =
        Trees.items(names).stream()
            .map(name ->
                WantedInterface.lagName(
                    name.isNull() ? Optional.empty() : Optional.of(name.asString()),
                    vector.in("uuid")))
            .toList();
    assertThat(found)
        .isEqualTo(wanted.isArray() ? Vector.texts(wanted) : List.of(wanted.asString()));
  }

  private static void event(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode data = input.path("event").path("payload").path("ironic_object.data");
    String id = data.path("uuid").asString("");
    site.learn(vector);
    site.seedFrom(input.path("event"));
    site.nautobot.refuse("POST", INTERFACES, input.path("post_error"));
    site.nautobot.refuse("POST", INTERFACES, input.path("post"));
    site.nautobot.refuse("PATCH", INTERFACES + id + "/", input.path("patch"));
    site.nautobot.refuse("DELETE", INTERFACES + id + "/", input.path("delete"));
    site.nautobot.refuse("POST", CABLES, input.path("cable_post"));
    if (input.path("interface").isObject()) {
      ObjectNode row = input.path("interface").deepCopy().asObject();
      site.nautobot.found(INTERFACES, Map.of("id", id), row.has("id") ? row : row.put("id", id));
    }
    Trees.text(input, "switch_interface")
        .ifPresent(far ->
            site.nautobot.found(
                INTERFACES,
                Map.of(
                    "device",
                    data.path("local_link_connection").path("switch_info").asString(""),
                    "name",
                    data.path("local_link_connection").path("port_id").asString("")),
                Trees.object().put("id", far)));
    checkEvent(vector, site, site.dispatch(input.path("event")));
  }

  private static void checkEvent(Vector vector, VectorSite site, int exit) {
    if (vector.expects("interface")) {
      assertThat(site.nautobot.writes())
          .anyMatch(r -> CallCheck.contains(r.json(), vector.wanted("interface")));
    }
    if (vector.expects("result_if_still_missing")) {
      assertThat(exit).isEqualTo(vector.wanted("result_if_still_missing").asInt());
    }
    JsonNode fields = vector.wantedOf("patch_fields", "post_fields", "fields");
    if (fields.isObject()) {
      assertThat(site.nautobot.writes()).anyMatch(r -> CallCheck.contains(r.json(), fields));
    }
    for (JsonNode absent : vector.wanted("post_body_absent")) {
      assertThat(site.nautobot.writes()).noneMatch(r -> r.json().has(absent.asString()));
    }
    JsonNode ends = vector.wanted("switch");
    if (ends.isArray()) {
      assertThat(site.nautobot.all())
          .anyMatch(r ->
              r.parameter("device").equals(Optional.of(ends.path(0).asString()))
                  && r.parameter("name").equals(Optional.of(ends.path(1).asString())));
    }
    site.check(vector, exit);
  }

  /** Only the cable of a port, as {@link InterfaceVectors} has it too. */
  static void cable(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode port = input.path("port");
    if (port.isObject()) {
      assertThat(SwitchPort.of(port)).isEmpty();
      return;
    }
    SwitchPort link =
        new SwitchPort(
            input.path("switch").asString("sw"), input.path("switch_port").asString("p"));
    ObjectNode server = Trees.object().put("id", port.asString("test-uuid"));
    if (input.path("interface_cable").isObject()) {
      server.set("cable", input.path("interface_cable"));
    }
    Trees.text(input, "switch_interface")
        .ifPresent(far ->
            site.nautobot.found(
                INTERFACES,
                Map.of("device", link.device(), "name", link.name()),
                Trees.object().put("id", far)));
    boolean known =
        new CableWriter(site.run(), site.nautobotClient(), id -> Optional.of(link))
            .connect(server, link);
    JsonNode patch = vector.wanted("patch");
    if (patch.isObject()) {
      assertThat(site.nautobot.writes())
          .anyMatch(r ->
              r.path().equals(patch.path("path").asString())
                  && CallCheck.contains(r.json(), patch.path("fields")));
    }
    site.check(vector, known ? 0 : 1);
  }
}
