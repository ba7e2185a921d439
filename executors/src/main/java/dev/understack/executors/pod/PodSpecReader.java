package dev.understack.executors.pod;

import dev.understack.executors.pod.PodSpec.PodName;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.workflows.spi.LeafTask;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the template of a leaf into the pod that it asks for. */
public final class PodSpecReader {
  private PodSpecReader() {}

  /**
   * The pod of a leaf.
   *
   * @param owner what the pod belongs to
   * @throws dev.understack.model.RejectedManifestException naming every fault of the template
   */
  public static PodSpec read(LeafTask task, PodOwner owner) {
    Faults faults = Faults.of(podObject(task));
    Fields template = new Fields(task.template(), "template", faults);
    ContainerSpec main = main(template, owner);
    PodSpec spec =
        new PodSpec(
            new PodName(task.namespace(), task.podName()),
            owner,
            uid(task),
            task.serviceAccount().isEmpty() ? "default" : task.serviceAccount(),
            labels(owner, template),
            annotations(task, template),
            containers(template, "initContainers", main),
            main,
            containers(template, "sidecars", main),
            volumes(task, template, faults));
    checkMounts(spec, faults);
    faults.throwIfAny();
    return spec;
  }

  private static ContainerSpec main(Fields template, PodOwner owner) {
    if (template.has("script")) {
      return ContainerSpec.read(template.objectOrEmpty("script"), "main");
    }
    if (!template.has("container")) {
      template.fault("container", "is required: only container and script templates run as leaves");
    }
    Fields container = template.objectOrEmpty("container");
    // In a workflow the container is called main whatever its template says.
    boolean named = owner.kind().equals("Job") && container.has("name");
    return ContainerSpec.read(container, named ? container.text("name") : "main");
  }

  private static List<ContainerSpec> containers(Fields template, String field, ContainerSpec main) {
    return template.list(
        field,
        container -> {
          ContainerSpec read = ContainerSpec.read(container, container.requiredText("name"));
          return container.bool("mirrorVolumeMounts", false)
              ? read.withMounts(main.mounts())
              : read;
        });
  }

  private static List<Volume> volumes(LeafTask task, Fields template, Faults faults) {
    List<Volume> all = new ArrayList<>(template.list("volumes", Volume::read));
    int index = 0;
    for (JsonNode volume : task.volumes()) {
      if (volume instanceof ObjectNode object) {
        all.add(Volume.read(new Fields(object, "spec.volumes[" + index + "]", faults)));
      }
      index++;
    }
    return all;
  }

  private static void checkMounts(PodSpec spec, Faults faults) {
    List<String> known = spec.volumes().stream().map(Volume::name).toList();
    for (VolumeMount mount : spec.main().mounts()) {
      if (!known.contains(mount.volume())) {
        faults.add(
            "template.volumeMounts", "volume '" + mount.volume() + "' not found in workflow spec");
      }
    }
  }

  private static Map<String, String> labels(PodOwner owner, Fields template) {
    Map<String, String> labels =
        new LinkedHashMap<>(template.objectOrEmpty("metadata").textMap("labels"));
    if (owner.kind().equals("Workflow")) {
      labels.put("workflows.argoproj.io/workflow", owner.name());
      labels.put("workflows.argoproj.io/completed", "false");
    }
    return labels;
  }

  private static Map<String, String> annotations(LeafTask task, Fields template) {
    Map<String, String> annotations =
        new LinkedHashMap<>(template.objectOrEmpty("metadata").textMap("annotations"));
    annotations.put("workflows.argoproj.io/node-id", task.nodeId());
    annotations.put("kubectl.kubernetes.io/default-container", "main");
    return annotations;
  }

  /** The same for every run of the same attempt. */
  private static String uid(LeafTask task) {
    String pod = task.workflowUid() + "/" + task.podName() + "/" + task.attempt();
    return UUID.nameUUIDFromBytes(pod.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static KubeObject podObject(LeafTask task) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    pod.putObject("metadata").put("name", task.podName()).put("namespace", task.namespace());
    return KubeObject.of(pod);
  }
}
