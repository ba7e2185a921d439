package dev.understack.operations.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Vectors about networks, subnets, segment ranges and switches. */
public final class NetworkVectors {
  private static final String RANGE = "11111111-2222-3333-4444-555555555555";

  private NetworkVectors() {}

  public static void event(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    site.learn(vector);
    site.seedFrom(input.path("event"));
    Trees.text(input, "event", "payload", "subnet", "network_id")
        .ifPresent(network ->
            site.nautobot.found(
                "/api/ipam/namespaces/", Map.of("name", network), Trees.object().put("id", "ns")));
    Trees.text(input, "ucvni_group_name")
        .or(() -> Trees.text(input, "env", "UCVNI_GROUP_NAME"))
        .or(() -> input.has("env") ? Optional.empty() : Optional.of("FOO"))
        .ifPresent(group -> site.fixture.environment.put("UCVNI_GROUP_NAME", group));
    site.nautobot.refuse("POST", "/api/ipam/namespaces/", input.path("namespace_post"));
    site.nautobot.refuse("POST", "/api/plugins/undercloud-vni/ucvnis/", input.path("ucvni_post"));
    site.nautobot.refuse("POST", "/api/ipam/prefixes/", input.path("prefix_post"));
    site.check(vector, site.dispatch(input.path("event")));
    JsonNode subset = vector.wantedOf("body_subset", "body");
    if (subset.isObject()) {
      String collection = vector.operation().endsWith("subnet") ? "/prefixes/" : "/ucvnis/";
      assertThat(site.nautobot.writes())
          .as(site.fixture.err())
          .anyMatch(r -> r.path().contains(collection) && CallCheck.contains(r.json(), subset));
    }
  }

  public static void range(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (vector.expects("group_range")) {
      boolean deleted = vector.in("event").contains("delete");
      VniRanges next =
          GroupRanges.adjusted(
              VniRanges.of(vector.in("group_range")),
              Trees.text(input, "note"),
              deleted ? Optional.empty() : Trees.text(input, "requested"));
      assertThat(next).hasToString(vector.wanted("group_range").asString());
      return;
    }
    site.learn(vector);
    String event = input.path("event").asString("network_segment_range.create.end");
    String segment = input.path("segment_name").asString("seg");
    List<String> arguments =
        input.has("args") ? vector.args() : List.of(event, segment, "vxlan", RANGE, "1", "2");
    seedGroup(vector, site, arguments);
    site.check(vector, site.run("sync-network-segment-range", arguments));
  }

  /** For vectors that tell the group and the note beside the calls. */
  private static void seedGroup(Vector vector, VectorSite site, List<String> arguments) {
    JsonNode input = vector.input();
    if (arguments.size() < 4) {
      return;
    }
    if (input.path("group").isObject()) {
      String path = "/api/plugins/undercloud-vni/ucvni-groups/" + arguments.get(1) + "/";
      site.nautobot.always("GET", path, 200, input.path("group"));
    }
    Trees.text(input, "note")
        .ifPresent(note ->
            site.nautobot.always(
                "GET",
                "/api/extras/notes/" + arguments.get(3) + "/",
                200,
                Trees.object().put("id", arguments.get(3)).put("note", note)));
  }

  public static void undersync(Vector vector, VectorSite site) {
    site.fixture.files.put("/etc/undersync/token", vector.in("token"));
    site.learn(vector);
    JsonNode calls = vector.wanted("calls");
    if (vector.input().has("response") || vector.input().has("status")) {
      int status = vector.input().path("response").path("status").asInt(500);
      site.other.http.refuseNext(1000, vector.input().path("status").asInt(status));
    }
    int exit = site.run("undersync-switch", vector.args());
    assertThat(exit).as(site.fixture.err()).isEqualTo(vector.wanted("exit").asInt());
    List<Request> requests = site.other.all();
    if (vector.expects("calls")) {
      assertThat(requests).hasSameSizeAs(calls);
    }
    for (int i = 0; i < calls.size(); i++) {
      Request request = requests.get(i);
      assertThat(calls.path(i).path("path").asString()).endsWith(request.path());
      vector
          .wanted("headers")
          .properties()
          .forEach(e -> assertThat(request.header(e.getKey())).contains(e.getValue().asString()));
    }
  }
}
