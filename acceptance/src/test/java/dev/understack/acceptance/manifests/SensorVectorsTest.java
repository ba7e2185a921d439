package dev.understack.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.testing.VectorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The vectors about sensors, played to the sensors that we ship. */
class SensorVectorsTest {
  @TempDir Path folder;

  @Test
  void sensorsBringTheWorkflowsThatTheVectorsName() throws IOException {
    Optional<Path> file = VectorFile.find("UNDERSTACK_VECTORS", "understack-vectors.json");
    assumeTrue(file.isPresent(), "no vectors: set UNDERSTACK_VECTORS to understack-vectors.json");
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (JsonNode vector : Json.read(Files.readString(file.get()))) {
      if (vector.path("operation").asString().equals("sensor")) {
        count++;
        judge(vector, Files.createDirectory(folder.resolve("v" + count))).ifPresent(failures::add);
      }
    }
    System.out.printf("sensor: %d passed, %d failed%n", count - failures.size(), failures.size());
    assertThat(failures).isEmpty();
  }

  private static Optional<String> judge(JsonNode vector, Path state) {
    try (ShippedSensors sensors = new ShippedSensors(state)) {
      JsonNode input = vector.path("input");
      List<KubeObject> workflows =
          input.has("alertmanager_body")
              ? sensors.workflowsOf(
                  "argo-events",
                  "alertmanager-webhook-eventsource",
                  "alerts",
                  object("body", input.path("alertmanager_body")))
              : sensors.workflowsOf(
                  "openstack", source(input), "notifications", amqp(input.path("event")));
      assertThat(workflows).hasSize(vector.at("/expected/workflows").size());
      for (JsonNode expected : vector.at("/expected/workflows")) {
        assertThat(workflows).anySatisfy(workflow -> matches(workflow, expected));
      }
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(vector.path("name").asString() + ": " + e.getMessage());
    }
  }

  private static void matches(KubeObject workflow, JsonNode expected) {
    assertThat(workflow.name()).startsWith(expected.path("generateName").asString());
    if (expected.has("template")) {
      assertThat(workflow.spec().at("/workflowTemplateRef/name").asString())
          .isEqualTo(expected.path("template").asString());
    }
    if (expected.path("inline").asBoolean(false)) {
      assertThat(workflow.spec().path("templates")).isNotEmpty();
    }
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    workflow
        .spec()
        .at("/arguments/parameters")
        .forEach(each -> parameters.set(each.path("name").asString(), each.path("value")));
    expected
        .path("parameters")
        .properties()
        .forEach(each -> assertThat(parameters.path(each.getKey())).isEqualTo(each.getValue()));
    TreeSet<String> values = new TreeSet<>();
    workflow.spec().findValues("value").forEach(value -> values.add(value.asString("")));
    expected.path("playbooks").forEach(name -> assertThat(values).contains(name.asString()));
  }

  /** Which source hears events of this type: its service's. */
  private static String source(JsonNode input) {
    String type = input.at("/event/event_type").asString("");
    String service =
        switch (type.replaceFirst("\\..*", "")) {
          case "compute" -> "nova";
          case "identity" -> "keystone";
          case "baremetal" -> "ironic";
          case "volume_type_project", "volume_type", "volume" -> "cinder";
          default -> "neutron";
        };
    return "openstack-" + service;
  }

  /** As oslo.messaging sends it and the AMQP source passes it on. */
  private static JsonNode amqp(JsonNode event) {
    return object(
        "body", object("oslo.message", JsonNodeFactory.instance.stringNode(event.toString())));
  }

  private static ObjectNode object(String field, JsonNode value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set(field, value);
    return object;
  }
}
