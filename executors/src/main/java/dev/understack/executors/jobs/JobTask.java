package dev.understack.executors.jobs;

import dev.understack.model.KubeObject;
import dev.understack.workflows.spi.LeafTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the leaf that runs one pod of a Job. */
final class JobTask {
  private static final int LONGEST_NAME = 57;
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  private JobTask() {}

  /**
   * The pod of an attempt; the same name whenever the attempt is started again.
   *
   * @param attempt counted from 0
   * @throws IllegalArgumentException when the pod template cannot be run here
   */
  static LeafTask of(KubeObject job, int attempt, Optional<Instant> deadline) {
    JsonNode pod = job.spec().path("template").path("spec");
    JsonNode containers = pod.path("containers");
    if (containers.size() != 1) {
      throw new IllegalArgumentException(
          "the pod template has "
              + containers.size()
              + " containers; Jobs with one container are supported");
    }
    List<JsonNode> volumes = new ArrayList<>();
    pod.path("volumes").forEach(volumes::add);
    String name = podName(job, attempt);
    return new LeafTask(
        job.namespace(),
        job.name(),
        job.uid(),
        name,
        name,
        pod.path("serviceAccountName").asString("default"),
        template(job, pod),
        volumes,
        attempt,
        deadline,
        pod.has("terminationGracePeriodSeconds")
            ? Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong())
            : DEFAULT_GRACE);
  }

  private static ObjectNode template(KubeObject job, JsonNode pod) {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.set("container", pod.path("containers").path(0));
    if (pod.has("initContainers")) {
      template.set("initContainers", pod.path("initContainers"));
    }
    ObjectNode metadata = template.putObject("metadata");
    JsonNode given = job.spec().path("template").path("metadata");
    ObjectNode labels = metadata.putObject("labels");
    given
        .path("labels")
        .properties()
        .forEach(label -> labels.set(label.getKey(), label.getValue()));
    labels
        .put("job-name", job.name())
        .put("batch.kubernetes.io/job-name", job.name())
        .put("batch.kubernetes.io/controller-uid", job.uid());
    if (given.path("annotations") instanceof ObjectNode annotations) {
      metadata.set("annotations", annotations);
    }
    return template;
  }

  private static String podName(KubeObject job, int attempt) {
    String seed = job.uid() + "/" + attempt;
    long bits =
        UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    String suffix = String.format(Locale.ROOT, "%05x", bits & 0xfffff);
    String base =
        job.name().length() <= LONGEST_NAME ? job.name() : job.name().substring(0, LONGEST_NAME);
    return base + "-" + suffix;
  }
}
