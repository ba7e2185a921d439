package dev.understack.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.testing.VectorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The vectors about sensors, and ours beside them, played to the sensors that we ship. */
class SensorVectorsTest {
  private static final String OURS = "/sensor-more-vectors.json";

  @TempDir Path folder;

  private final List<String> failures = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  @Test
  void sensorsBringTheWorkflowsThatTheVectorsName() throws IOException {
    Optional<Path> file = VectorFile.find("UNDERSTACK_VECTORS", "understack-vectors.json");
    try (ShippedSensors sensors = new ShippedSensors(folder)) {
      if (file.isPresent()) {
        play(sensors, file.get().toString(), Files.readString(file.get()));
      }
      play(sensors, "our own", ours());
    }
    assertThat(failures).isEmpty();
  }

  private static String ours() throws IOException {
    try (InputStream list = SensorVectorsTest.class.getResourceAsStream(OURS)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void play(ShippedSensors sensors, String source, String vectors) {
    int before = failures.size();
    int count = 0;
    for (JsonNode vector : Json.read(vectors)) {
      if (vector.path("operation").asString().equals("sensor")) {
        count++;
        judge(sensors, vector).ifPresent(failures::add);
      }
    }
    int failed = failures.size() - before;
    System.out.printf("sensor, %s: %d passed, %d failed%n", source, count - failed, failed);
  }

  private Optional<String> judge(ShippedSensors sensors, JsonNode vector) {
    Set<KubeObject> workflows = new HashSet<>(brought(sensors, vector.path("input")));
    workflows.removeIf(each -> !seen.add(each.name()));
    try {
      assertThat(workflows.stream().map(KubeObject::name))
          .hasSize(vector.at("/expected/workflows").size());
      for (JsonNode expected : vector.at("/expected/workflows")) {
        KubeObject found =
            workflows.stream()
                .filter(each -> each.name().startsWith(expected.path("generateName").asString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no workflow like " + expected));
        matches(found, expected);
        workflows.remove(found);
      }
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(vector.path("name").asString() + ": " + e.getMessage());
    }
  }

  private static List<KubeObject> brought(ShippedSensors sensors, JsonNode input) {
    if (input.has("alertmanager_body")) {
      return sensors.workflowsOf(
          "argo-events",
          "alertmanager-webhook-eventsource",
          "alerts",
          object("body", input.path("alertmanager_body")));
    }
    if (input.has("nautobot_body")) {
      return sensors.workflowsOf(
          "argo-events",
          "nautobot-webhook",
          "nautobot",
          object("body", input.path("nautobot_body")));
    }
    String service = service(input.at("/event/event_type").asString(""));
    String subject =
        switch (service) {
          case "ironic" -> isError(input) ? "errors" : "openstack";
          default -> "notifications";
        };
    return sensors.workflowsOf(
        "openstack", "openstack-" + service, subject, amqp(input.path("event")));
  }

  private static boolean isError(JsonNode input) {
    return input.at("/event/priority").asString("").equalsIgnoreCase("error");
  }

  private static void matches(KubeObject workflow, JsonNode expected) {
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
        .forEach(each ->
            assertThat(isSame(parameters.path(each.getKey()), each.getValue()))
                .as("%s is %s", parameters.path(each.getKey()), each)
                .isTrue());
    TreeSet<String> values = new TreeSet<>();
    workflow.spec().findValues("value").forEach(value -> values.add(value.asString("")));
    expected.path("playbooks").forEach(name -> assertThat(values).contains(name.asString()));
  }

  /** A parameter is text: of a number its digits, of an object its JSON. */
  private static boolean isSame(JsonNode parameter, JsonNode expected) {
    if (expected.isString()) {
      return parameter.equals(expected);
    }
    try {
      return Json.read(parameter.asString("")).equals(expected);
    } catch (JacksonException e) {
      return false;
    }
  }

  /** Which service sends events of this type. */
  private static String service(String type) {
    return switch (type.replaceFirst("\\..*", "")) {
      case "compute" -> "nova";
      case "identity" -> "keystone";
      case "baremetal" -> "ironic";
      case "volume_type_project", "volume_type", "volume" -> "cinder";
      default -> "neutron";
    };
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
