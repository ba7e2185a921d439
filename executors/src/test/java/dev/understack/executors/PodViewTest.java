package dev.understack.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.PodLogs;
import dev.understack.cluster.PodLogs.LogRequest;
import dev.understack.executors.pods.LeafPodLogs;
import dev.understack.executors.pods.PodCleaner;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaves as pods and their logs, through the object API. */
class PodViewTest {
  private static final String TEMPLATE =
      "container: {image: 'ghcr.io/rackerlabs/understack/x:1', command: [talk]}\n";
  private static final ObjectKey POD = new ObjectKey(ResourceTypes.POD, "argo-events", "wf-pod-1");

  @TempDir Path folder;
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private LeafBench bench;
  private PodLogs logs;

  @BeforeEach
  void start() {
    bench =
        new LeafBench(
            folder,
            Map.of("talk", new Talk()),
            (pod, containers) -> {
              throw new IllegalArgumentException("no sandbox here");
            });
    logs = new LeafPodLogs(bench.node.pods(), bench.node.logs());
  }

  @AfterEach
  void stop() {
    mayEnd.countDown();
    bench.close();
  }

  @Test
  void aLeafIsAPodWhileItRunsAndAfterwards() {
    List<String> seen = new CopyOnWriteArrayList<>();
    String version =
        bench.objects.api().list(ResourceTypes.POD, "", Selection.ALL).resourceVersion();
    try (Watch _ =
        bench
            .objects
            .api()
            .watch(
                ResourceTypes.POD,
                "argo-events",
                Selection.labels("workflows.argoproj.io/workflow=wf"),
                version,
                event -> seen.add(event.type() + " " + phase(event.object())))) {
      LeafBench.Running running = bench.start(TEMPLATE);
      running.heard().started.join();
      KubeObject pod = bench.objects.api().get(POD);
      assertThat(phase(pod)).isEqualTo("Running");
      assertThat(pod.spec().path("containers").get(0).path("name").asString()).isEqualTo("main");

      mayEnd.countDown();
      running.result();

      assertThat(phase(bench.objects.api().get(POD))).isEqualTo("Failed");
      assertThat(bench.objects.api().list(ResourceTypes.POD, "", Selection.ALL).items()).hasSize(1);
      await()
          .untilAsserted(() ->
              assertThat(seen)
                  .contains("ADDED Pending", "MODIFIED Running")
                  .endsWith("MODIFIED Failed"));
    }
  }

  @Test
  void logsAreFollowedToTheEnd() throws Exception {
    LeafBench.Running running = bench.start(TEMPLATE);
    running.heard().started.join();
    awaitOutput();
    List<String> lines = new CopyOnWriteArrayList<>();
    Thread follower = Thread.ofVirtual().start(() -> logs.read(request(true), sink(lines)));
    await().until(() -> lines.contains("hello"));

    mayEnd.countDown();
    follower.join(10_000);

    assertThat(lines).containsExactly("hello", "bye");
    assertThatThrownBy(() ->
            logs.read(
                new LogRequest(
                    "argo-events", "none", "", false, false, Optional.empty(), OptionalInt.empty()),
                sink(lines)))
        .isInstanceOf(ApiException.class)
        .hasMessage("pods \"none\" not found");
  }

  /** As for a person, the log cannot be read before the container has written to it. */
  private void awaitOutput() {
    List<String> written = new CopyOnWriteArrayList<>();
    await()
        .ignoreExceptionsInstanceOf(ApiException.class)
        .until(() -> {
          logs.read(request(false), sink(written));
          return written.contains("hello");
        });
  }

  @Test
  void podsAndLogsGoWithTheirWorkflow() {
    bench.objects.apply(
        "{apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: wf, namespace:"
            + " argo-events}, spec: {}}");
    ObjectKey workflow = new ObjectKey(ResourceTypes.WORKFLOW, "argo-events", "wf");
    String uid = bench.objects.api().get(workflow).uid();
    mayEnd.countDown();
    try (PodCleaner cleaner = new PodCleaner(bench.objects.api(), bench.node.pods())) {
      bench.runOwnedBy(uid, TEMPLATE);
      bench.run(TEMPLATE);
      cleaner.start();
      assertThat(bench.objects.api().find(POD)).as("its workflow is there").isPresent();
      assertThat(bench.node.pods().find("argo-events", "wf-pod-2"))
          .as("its workflow is another one of the same name")
          .isEmpty();

      bench.objects.api().delete(workflow, DeleteOptions.BACKGROUND);

      await().until(() -> bench.objects.api().find(POD).isEmpty());
      assertThat(folder.resolve("logs/argo-events/wf-pod-1")).doesNotExist();
    }
  }

  private static String phase(KubeObject pod) {
    return pod.status().path("phase").asString("");
  }

  private static LogRequest request(boolean follow) {
    return new LogRequest(
        "argo-events", "wf-pod-1", "", follow, false, Optional.empty(), OptionalInt.empty());
  }

  private static PodLogs.Sink sink(List<String> lines) {
    return new PodLogs.Sink() {
      @Override
      public boolean line(String line) {
        return lines.add(line);
      }

      @Override
      public boolean isOpen() {
        return true;
      }
    };
  }

  private final class Talk implements Operation {
    @Override
    public String name() {
      return "talk";
    }

    @Override
    public int run(OperationContext context, List<String> arguments) throws InterruptedException {
      context.out().println("hello");
      mayEnd.await();
      context.out().println("bye");
      return 1;
    }
  }
}
