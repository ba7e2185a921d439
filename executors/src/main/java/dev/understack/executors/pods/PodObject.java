package dev.understack.executors.pods;

import dev.understack.executors.pod.ContainerSpec;
import dev.understack.executors.pod.PodSpec;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the {@code v1/Pod} that stands for a leaf. */
final class PodObject {
  private final LeafTask task;
  private final PodSpec pod;
  private final Instant created;

  PodObject(LeafTask task, PodSpec pod, Instant created) {
    this.task = task;
    this.pod = pod;
    this.created = created;
  }

  /** The pod while its containers wait for {@code reason}. */
  ObjectNode waiting(String reason, String message) {
    ObjectNode tree = base("Pending");
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    ObjectNode waiting = state.putObject("waiting").put("reason", reason);
    if (!message.isEmpty()) {
      waiting.put("message", message);
    }
    return withContainer(tree, state, false);
  }

  ObjectNode running(Instant started) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.putObject("running").put("startedAt", text(started));
    return withContainer(base("Running"), state, true);
  }

  ObjectNode ended(Optional<Instant> started, Instant finished, LeafResult result) {
    boolean succeeded = result.phase() == LeafResult.Phase.SUCCEEDED;
    ObjectNode tree = base(succeeded ? "Succeeded" : "Failed");
    ObjectNode status = (ObjectNode) tree.get("status");
    if (!result.message().isEmpty()) {
      status.put("message", result.message());
    }
    if (tree.get("metadata").get("labels") instanceof ObjectNode labels
        && labels.has("workflows.argoproj.io/completed")) {
      labels.put("workflows.argoproj.io/completed", "true");
    }
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    ObjectNode terminated =
        state
            .putObject("terminated")
            .put("exitCode", result.exitCode().orElse(succeeded ? 0 : 1))
            .put("reason", reason(result))
            .put("finishedAt", text(finished));
    started.ifPresent(at -> terminated.put("startedAt", text(at)));
    return withContainer(tree, state, false);
  }

  private static String reason(LeafResult result) {
    if (result.phase() == LeafResult.Phase.SUCCEEDED) {
      return "Completed";
    }
    return result.message().contains("OOMKilled") ? "OOMKilled" : "Error";
  }

  private ObjectNode base(String phase) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata =
        tree.putObject("metadata")
            .put("name", pod.name().pod())
            .put("namespace", pod.name().namespace())
            .put("uid", pod.uid())
            .put("creationTimestamp", text(created));
    pod.labels().forEach(metadata.putObject("labels")::put);
    pod.annotations().forEach(metadata.putObject("annotations")::put);
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", pod.owner().apiVersion())
        .put("kind", pod.owner().kind())
        .put("name", pod.owner().name())
        .put("uid", pod.owner().uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
    tree.set("spec", spec());
    tree.putObject("status")
        .put("phase", phase)
        .put("hostIP", "127.0.0.1")
        .put("podIP", "127.0.0.1")
        .put("startTime", text(created));
    return tree;
  }

  private ObjectNode spec() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    ArrayNode init = JsonNodeFactory.instance.arrayNode();
    task.template().path("initContainers").forEach(init::add);
    if (!init.isEmpty()) {
      spec.set("initContainers", init);
    }
    ArrayNode containers = spec.putArray("containers");
    containers.add(main());
    task.template().path("sidecars").forEach(containers::add);
    ArrayNode volumes = JsonNodeFactory.instance.arrayNode();
    task.template().path("volumes").forEach(volumes::add);
    task.volumes().forEach(volumes::add);
    if (!volumes.isEmpty()) {
      spec.set("volumes", volumes);
    }
    return spec.put("serviceAccountName", pod.serviceAccount())
        .put("nodeName", "localhost")
        .put("restartPolicy", "Never");
  }

  private ObjectNode main() {
    JsonNode template = task.template();
    ObjectNode container = JsonNodeFactory.instance.objectNode().put("name", pod.main().name());
    (template.has("script") ? template.path("script") : template.path("container"))
        .properties().stream()
            .filter(field -> !field.getKey().equals("name") && !field.getKey().equals("source"))
            .forEach(field -> container.set(field.getKey(), field.getValue()));
    return container;
  }

  private ObjectNode withContainer(ObjectNode tree, ObjectNode state, boolean ready) {
    ObjectNode status = (ObjectNode) tree.get("status");
    ArrayNode conditions = status.putArray("conditions");
    condition(conditions, "PodScheduled", true);
    condition(conditions, "Initialized", true);
    condition(conditions, "ContainersReady", ready);
    condition(conditions, "Ready", ready);
    ContainerSpec main = pod.main();
    status
        .putArray("containerStatuses")
        .addObject()
        .put("name", main.name())
        .put("image", main.image())
        .put("imageID", main.image())
        .put("ready", ready)
        .put("started", ready)
        .put("restartCount", 0)
        .set("state", state);
    return tree;
  }

  private void condition(ArrayNode conditions, String type, boolean value) {
    conditions
        .addObject()
        .put("type", type)
        .put("status", value ? "True" : "False")
        .put("lastTransitionTime", text(created));
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
