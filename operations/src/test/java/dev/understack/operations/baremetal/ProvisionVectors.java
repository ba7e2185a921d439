package dev.understack.operations.baremetal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about provision states and the end of a change of them. */
public final class ProvisionVectors {
  private static final String CONNECTORS = "/v1/volume/connectors";

  private ProvisionVectors() {}

  public static void state(Vector vector, VectorSite site) {
    assertThat(vector.expects("raises")).as("raises").isFalse();
    assertThat(ProvisionStates.status(vector.in("provision_state")))
        .isEqualTo(Trees.text(vector.expected(), "nautobot_status"));
  }

  public static void end(Vector vector, VectorSite site) {
    if (vector.input().has("instance_uuid")) {
      assertThat(ProvisionEnd.connectorId(vector.in("instance_uuid")))
          .isEqualTo(vector.wanted("connector_id").asString());
      return;
    }
    JsonNode event = vector.input().path("event");
    JsonNode data = event.path("payload").path("ironic_object.data");
    site.learn(vector);
    seedAround(vector, data, site);
    int exit = site.dispatch(event);
    if (vector.expects("raises")) {
      assertThat(exit).isEqualTo(vector.wanted("dispatcher_exit").asInt(8));
      assertThat(site.fixture.err()).contains("Handler ironic_node.provision_end failed");
      Refusal.isAbout(vector, site.fixture.err());
    } else {
      assertThat(site.fixture.err())
          .contains("provision_end finished with return code: " + vector.wanted("result").asInt(0));
    }
    if (vector.expects("calls")) {
      CallCheck.writes("ironic", vector.wanted("calls"), VectorSite.writes(site.ironic.http()));
    }
    site.checkOutputs(vector.expected());
  }

  /** The node, and what the vector says of its project and its instance beside the calls. */
  private static void seedAround(Vector vector, JsonNode data, VectorSite site) {
    JsonNode input = vector.input();
    Trees.text(data, "uuid")
        .ifPresent(node -> {
          site.ironic.seed("nodes", Trees.object().put("uuid", node).toString());
          site.seedPlace(node, "somewhere");
        });
    if (vector.expects("calls")) {
      return;
    }
    OpenStackIds.hex(Trees.text(data, "lessee").orElse(""))
        .ifPresent(lessee -> {
          ObjectNode project = Trees.object().put("id", lessee).put("name", "p");
          project.set("tags", input.path("tags").isArray() ? input.path("tags") : Trees.array());
          site.keystone.seedProject(project);
        });
    if (!input.has("server") || input.path("server").isObject()) {
      ObjectNode server = Trees.object();
      server.set("metadata", input.path("metadata"));
      if (input.path("server") instanceof ObjectNode given) {
        server.setAll(given);
      }
      site.nova.seedServer(data.path("instance_uuid").asString("none"), server.toString());
    }
    switch (vector.in("connector")) {
      case "raises" -> site.ironic.refuse("POST", CONNECTORS, 400);
      case "conflict" -> site.ironic.refuse("POST", CONNECTORS, 409);
      default -> {
        /* it is accepted */
      }
    }
  }
}
