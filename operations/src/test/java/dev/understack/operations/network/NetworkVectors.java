package dev.understack.operations.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about networks, subnets, segment ranges and switches. */
public final class NetworkVectors {
  private NetworkVectors() {}

  public static void event(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    site.learn(vector);
    site.seedFrom(input.path("event"));
    Trees.text(input, "ucvni_group_name")
        .or(() -> input.has("env") ? Optional.empty() : Optional.of("FOO"))
        .ifPresent(group -> site.fixture.environment.put("UCVNI_GROUP_NAME", group));
    String network = input.path("event").path("payload").path("network").path("id").asString("");
    if (input.has("namespace_post")) {
      site.nautobot.found(
          "/api/ipam/namespaces/", Map.of("name", network), Trees.object().put("id", "ns"));
    }
    if (input.has("ucvni_post")) {
      site.nautobot.rule(
          "GET",
          "/api/plugins/undercloud-vni/ucvnis/" + network + "/",
          200,
          Trees.object().put("id", network));
    }
    int exit = site.dispatch(input.path("event"));
    site.check(vector, exit);
    JsonNode subset = vector.expected().path("body_subset");
    if (subset.isObject()) {
      assertThat(site.nautobot.writes())
          .as(site.fixture.err())
          .anyMatch(r -> r.path().contains("/prefixes/") && CallCheck.contains(r.json(), subset));
    }
  }

  public static void range(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    if (expected.has("group_range")) {
      boolean deleted = vector.in("event").contains("delete");
      VniRanges next =
          SyncNetworkSegmentRange.adjusted(
              VniRanges.of(vector.in("group_range")),
              Trees.text(input, "note"),
              deleted ? Optional.empty() : Trees.text(input, "requested"));
      assertThat(next).hasToString(expected.path("group_range").asString());
      return;
    }
    site.learn(vector);
    String id = "11111111-2222-3333-4444-555555555555";
    String event = input.path("event").asString("network_segment_range.create.end");
    String segment = input.path("segment_name").asString("seg");
    String[] arguments =
        input.has("args")
            ? Trees.items(input.path("args")).stream()
                .map(JsonNode::asString)
                .toArray(String[]::new)
            : new String[] {event, segment, "vxlan", id, "1", "2"};
    site.check(vector, site.fixture.run("sync-network-segment-range", arguments));
  }

  public static void undersync(Vector vector, VectorSite site) {
    site.fixture.files.put("/etc/undersync/token", vector.in("token"));
    String[] arguments =
        Trees.items(vector.input().path("args")).stream()
            .map(JsonNode::asString)
            .toArray(String[]::new);
    site.check(vector, site.fixture.run("undersync-switch", arguments));
    String path = vector.expected().path("calls").path(0).path("path").asString();
    assertThat(site.other.writes()).hasSize(1);
    var request = site.other.writes().getFirst();
    assertThat(path).endsWith(request.path());
    ObjectNode headers = vector.expected().path("headers").deepCopy().asObject();
    headers
        .properties()
        .forEach(e -> assertThat(request.header(e.getKey())).contains(e.getValue().asString()));
  }
}
