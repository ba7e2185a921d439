package dev.understack.operations.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.events.EventBusSpec;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SensorSpec;
import dev.understack.model.events.UnknownFields;
import dev.understack.model.workflow.CronSpec;
import dev.understack.model.workflow.WorkflowSpec;
import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the manifests of UnderStack promise each other. */
class ShippedManifestsTest {
  private static final String OUR_IMAGE = "ironic-nautobot-client";

  private final List<Manifest> manifests = read();

  @Test
  void everySpecHasOnlyFieldsThatArgoKnows() {
    for (Manifest manifest : manifests) {
      KubeObject object = manifest.object();
      Faults faults = new Faults(manifest);
      Fields spec = Fields.of(object, faults).objectOrEmpty("spec");
      switch (object.kind()) {
        case "EventBus" -> EventBusSpec.read(object, faults, UnknownFields.REJECT);
        case "EventSource" -> EventSourceSpec.read(object, faults, UnknownFields.REJECT);
        case "Sensor" -> SensorSpec.read(object, faults, UnknownFields.REJECT);
        case "WorkflowTemplate" -> WorkflowSpec.read(spec);
        case "CronWorkflow" -> CronSpec.read(spec);
        default -> {}
      }
      assertThat(faults.list()).isEmpty();
    }
  }

  @Test
  void everySensorHearsAnEventOfItsOwnNamespace() {
    for (Manifest manifest : of("Sensor").toList()) {
      KubeObject sensor = manifest.object();
      SensorSpec spec = SensorSpec.read(sensor, new Faults(manifest), UnknownFields.REJECT);
      assertThat(spec.dependencies())
          .allSatisfy(dependency ->
              assertThat(of("EventSource").map(Manifest::object).toList())
                  .as(sensor.name())
                  .anyMatch(source ->
                      source.namespace().equals(sensor.namespace())
                          && source.name().equals(dependency.eventSourceName())
                          && hasEvent(source, dependency.eventName())));
    }
  }

  private static boolean hasEvent(KubeObject source, String event) {
    return source.spec().properties().stream().anyMatch(e -> e.getValue().has(event));
  }

  @Test
  void everyWorkflowOfASensorFitsItsTemplate() {
    for (Manifest manifest : of("Sensor").toList()) {
      for (JsonNode trigger : manifest.object().spec().path("triggers")) {
        JsonNode workflow = trigger.at("/template/k8s/source/resource");
        String template = workflow.at("/spec/workflowTemplateRef/name").asString("");
        if (!template.isEmpty()) {
          JsonNode spec = template(workflow.at("/metadata/namespace").asString(), template);
          assertThat(names(spec.at("/arguments/parameters")))
              .as(manifest.object().name())
              .containsAll(names(workflow.at("/spec/arguments/parameters")));
        }
      }
    }
  }

  @Test
  void everyTemplateSaysWhatItIsFor() {
    assertThat(of("WorkflowTemplate").map(Manifest::object).toList())
        .allSatisfy(template ->
            assertThat(template.annotations())
                .containsKeys("workflows.argoproj.io/title", "workflows.argoproj.io/description"));
  }

  @Test
  void everyCommandOfOurImageIsAnOperation() {
    Set<String> operations =
        Operations.on(Connections.standard()).all().stream()
            .map(Operation::name)
            .collect(Collectors.toSet());
    List<String> commands =
        of("WorkflowTemplate")
            .flatMap(manifest -> manifest.object().spec().findValues("container").stream())
            .filter(container -> container.path("image").asString("").contains(OUR_IMAGE))
            .map(container -> container.path("command").path(0).asString())
            .filter(command -> !command.startsWith("{{"))
            .toList();
    assertThat(commands).hasSizeGreaterThan(15).isSubsetOf(operations);
  }

  @Test
  void everyMountHasItsVolume() {
    of("WorkflowTemplate")
        .forEach(manifest -> {
          JsonNode spec = manifest.object().spec();
          for (JsonNode template : spec.path("templates")) {
            Set<String> volumes = names(template.path("volumes"));
            volumes.addAll(names(spec.path("volumes")));
            assertThat(volumes)
                .as(manifest.object().name())
                .containsAll(names(template.at("/container/volumeMounts")));
          }
        });
  }

  private JsonNode template(String namespace, String name) {
    return of("WorkflowTemplate")
        .map(Manifest::object)
        .filter(object -> object.name().equals(name) && object.namespace().equals(namespace))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no template " + namespace + "/" + name))
        .spec();
  }

  private static Set<String> names(JsonNode list) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1)
        .map(i -> list.path(i).path("name").asString())
        .collect(Collectors.toSet());
  }

  private Stream<Manifest> of(String kind) {
    return manifests.stream().filter(manifest -> manifest.object().kind().equals(kind));
  }

  private static List<Manifest> read() {
    Path folder =
        Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
            .map(path -> path.resolve("workflows"))
            .filter(path -> Files.isDirectory(path.resolve("openstack")))
            .findFirst()
            .orElseThrow();
    try (Stream<Path> openstack = Files.walk(folder.resolve("openstack"));
        Stream<Path> argoEvents = Files.walk(folder.resolve("argo-events"))) {
      return Stream.concat(openstack, argoEvents)
          .filter(path -> path.toString().endsWith(".yaml"))
          .filter(path -> !path.endsWith("kustomization.yaml"))
          .flatMap(path -> ManifestReader.read(path).stream())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
