package dev.understack.workflows.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped nightly resync on a clock that the test sets. */
class NightlyResyncTest {
  private static final Path MANIFEST =
      Path.of("argo-events", "cronworkflows", "resync-nautobot.yaml");
  private static final ObjectKey NIGHTLY =
      new ObjectKey(ResourceTypes.CRON_WORKFLOW, "argo-events", "resync-nautobot");

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
  private final Clock clock =
      InstantSource.tick(now::get, Duration.ofNanos(1)).withZone(ZoneOffset.UTC);

  @Test
  void startsAtTwoInTheMorningUtcAndNeverTwiceAtOnce() {
    try (SqliteStore store = SqliteStore.open(folder.resolve("store.db"), clock);
        EmbeddedCluster cluster = new EmbeddedCluster(store, clock);
        CronEngine cron = new CronEngine(cluster, clock)) {
      cluster.start();
      ObjectApi objects = cluster.as(Identity.SYSTEM);
      cron.start();
      KubeObject _ = objects.create(ManifestReader.read(MANIFEST).getFirst().object());
      await()
          .until(() ->
              objects
                  .get(NIGHTLY)
                  .annotations()
                  .containsKey("cronworkflows.argoproj.io/last-used-schedule"));

      at(cron, "2026-03-02T01:59:59Z");
      assertThat(runs(objects)).isEmpty();
      at(cron, "2026-03-02T02:00:00Z");
      assertThat(runs(objects)).containsExactly("2026-03-02T02:00:00Z");
      at(cron, "2026-03-03T02:00:00Z");
      assertThat(runs(objects)).as("the first is still running").hasSize(1);
      end(objects);
      at(cron, "2026-03-03T23:59:59Z");
      at(cron, "2026-03-04T02:00:00Z");
      assertThat(runs(objects)).containsExactly("2026-03-02T02:00:00Z", "2026-03-04T02:00:00Z");
      assertThat(all(objects))
          .allSatisfy(run ->
              assertThat(run.spec().at("/workflowTemplateRef/name").asString())
                  .isEqualTo("resync-nautobot"));
    }
  }

  private void at(CronEngine cron, String time) {
    now.set(Instant.parse(time));
    cron.due(now.get());
  }

  /** The times that the runs stand for. */
  private static List<String> runs(ObjectApi objects) {
    return all(objects).stream()
        .map(run -> run.annotations().get("workflows.argoproj.io/scheduled-time"))
        .toList();
  }

  private static List<KubeObject> all(ObjectApi objects) {
    return objects.list(ResourceTypes.WORKFLOW, "argo-events", Selection.ALL).items();
  }

  /** Ends the only run and waits until the schedule has seen it. */
  private void end(ObjectApi objects) {
    KubeObject _ =
        objects.update(
            all(objects)
                .getFirst()
                .with(tree -> {
                  tree.withObjectProperty("metadata")
                      .withObjectProperty("labels")
                      .put("workflows.argoproj.io/completed", "true");
                  tree.withObjectProperty("status")
                      .put("phase", "Failed")
                      .put("finishedAt", now.get().toString());
                }));
    await().until(() -> objects.get(NIGHTLY).status().path("failed").asLong(0) == 1);
  }
}
