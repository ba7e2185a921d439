package dev.understack.sensors.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs recorded cases of Argo Events through the code that sensors and sources use. */
class ArgoEventsVectorsTest {
  /** What docs/compatibility.md says is different on purpose. */
  private static final Set<String> MEANT =
      Set.of(
          "k8s.retryable|Forbidden",
          "webhook.request|method differs from the configured one",
          "webhook.request|body larger than maxPayloadSize");

  @TempDir Path webhookFolder;
  @TempDir Path clusterFolder;

  @Test
  void agreesWithArgoEvents() {
    Optional<Path> file = Vector.file();
    assumeTrue(file.isPresent(), "no vectors: set ARGO_EVENTS_VECTORS");
    try (WebhookAdapter webhooks = new WebhookAdapter(webhookFolder);
        K8sTriggerAdapter triggers = new K8sTriggerAdapter(clusterFolder)) {
      assertThat(run(file.get(), webhooks, triggers)).isEmpty();
    }
  }

  /**
   * What Argo Events' own code made of generated filters, parameters, transforms and conditions.
   */
  @Test
  void agreesWithArgoEventsOnGeneratedInput() {
    Path file = Path.of("src/test/resources/argo-events/recorded.json");
    try (WebhookAdapter webhooks = new WebhookAdapter(webhookFolder);
        K8sTriggerAdapter triggers = new K8sTriggerAdapter(clusterFolder)) {
      assertThat(run(file, webhooks, triggers)).isEmpty();
    }
  }

  private static List<String> run(Path file, WebhookAdapter webhooks, K8sTriggerAdapter triggers) {
    Map<String, Adapter> adapters = new HashMap<>(SensorAdapters.all());
    adapters.putAll(ValidationAdapters.all());
    adapters.putAll(RuntimeAdapters.all());
    adapters.put("conditions.sequence", SequenceAdapter::differs);
    adapters.put("webhook.request", webhooks::differs);
    adapters.put("k8s.trigger", triggers::differs);
    Map<String, int[]> counts = new TreeMap<>();
    List<String> failed = new ArrayList<>();
    Set<String> skipped = new HashSet<>();
    for (Vector vector : Vector.read(file)) {
      Adapter adapter = adapters.get(vector.area());
      if (adapter == null) {
        skipped.add(vector.area());
        continue;
      }
      int[] count = counts.computeIfAbsent(vector.area(), _ -> new int[3]);
      String difference = run(adapter, vector);
      boolean meant =
          difference.startsWith(Adapter.MEANT)
              || MEANT.contains(vector.area() + "|" + vector.name());
      if (difference.isEmpty()) {
        count[0]++;
      } else if (meant) {
        count[1]++;
      } else {
        count[2]++;
        failed.add(vector.area() + " | " + vector.name() + ": " + difference);
      }
    }
    counts.forEach((area, c) ->
        System.out.printf("%-26s passed %d, deviated %d, failed %d%n", area, c[0], c[1], c[2]));
    System.out.println("not run: " + skipped.stream().sorted().toList());
    return failed;
  }

  private static String run(Adapter adapter, Vector vector) {
    try {
      return adapter.differs(vector);
    } catch (Exception e) {
      return "threw " + e;
    }
  }
}
