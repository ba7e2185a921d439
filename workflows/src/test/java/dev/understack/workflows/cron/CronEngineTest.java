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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class CronEngineTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T10:00:30Z"));
  private SqliteStore store;
  private EmbeddedCluster cluster;
  private ObjectApi objects;
  private CronEngine engine;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("state.db"));
    cluster = new EmbeddedCluster(store, clock());
    cluster.start();
    objects = cluster.as(Identity.SYSTEM);
    engine = new CronEngine(cluster, clock());
    engine.start();
  }

  @AfterEach
  void close() {
    engine.close();
    cluster.close();
    store.close();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }

  private void create(String spec) {
    String yaml =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: c, namespace: default}
        spec:
          timezone: UTC
        SPEC
          workflowSpec:
            entrypoint: leaf
            templates: [{name: leaf, container: {image: x}}]
        """
            .replace("SPEC\n", spec.indent(2));
    objects.create(ManifestReader.read("c.yaml", yaml).getFirst().object());
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> cron().annotations().containsKey("cronworkflows.argoproj.io/last-used-schedule"));
  }

  private void at(String time) {
    now.set(Instant.parse(time));
    engine.due(now.get());
  }

  private KubeObject cron() {
    return objects.get(new ObjectKey(ResourceTypes.CRON_WORKFLOW, "default", "c"));
  }

  private List<String> children() {
    return objects.list(ResourceTypes.WORKFLOW, "default", Selection.ALL).items().stream()
        .map(KubeObject::name)
        .toList();
  }

  private void end(String child, String phase) {
    KubeObject workflow = objects.get(new ObjectKey(ResourceTypes.WORKFLOW, "default", child));
    objects.update(
        workflow.with(tree -> {
          tree.withObjectProperty("metadata")
              .withObjectProperty("labels")
              .put("workflows.argoproj.io/completed", "true");
          tree.withObjectProperty("status")
              .put("phase", phase)
              .put("finishedAt", now.get().toString());
        }));
  }

  private static String child(String time) {
    return "c-" + Instant.parse(time).getEpochSecond();
  }

  @Test
  void startsAChildAtEachTime() {
    create("schedules: [\"*/10 * * * *\"]");

    at("2026-03-01T10:10:01Z");
    engine.due(now.get());
    at("2026-03-01T10:20:00Z");

    assertThat(children())
        .containsExactly(child("2026-03-01T10:10:00Z"), child("2026-03-01T10:20:00Z"));
    KubeObject first =
        objects.get(
            new ObjectKey(ResourceTypes.WORKFLOW, "default", child("2026-03-01T10:10:00Z")));
    assertThat(first.labels()).containsEntry("workflows.argoproj.io/cron-workflow", "c");
    assertThat(first.annotations())
        .containsEntry("workflows.argoproj.io/scheduled-time", "2026-03-01T10:10:00Z");
    assertThat(first.metadata().path("ownerReferences").path(0).path("uid").asString(""))
        .isEqualTo(cron().uid());
    assertThat(cron().status().path("lastScheduledTime").asString(""))
        .isEqualTo("2026-03-01T10:20:00Z");
    assertThat(cron().status().path("active")).hasSize(2);
  }

  @Test
  void forbidLeavesOutRunsWhileOneIsActive() {
    create("schedules: [\"* * * * *\"]\nconcurrencyPolicy: Forbid");

    at("2026-03-01T10:01:00Z");
    at("2026-03-01T10:02:00Z");
    assertThat(children()).hasSize(1);
    end(children().getFirst(), "Succeeded");
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> cron().status().path("succeeded").asLong(0) == 1);
    at("2026-03-01T10:03:00Z");

    assertThat(children()).contains(child("2026-03-01T10:03:00Z"));
  }

  @Test
  void replaceTerminatesTheActiveOne() {
    create("schedules: [\"* * * * *\"]\nconcurrencyPolicy: Replace");

    at("2026-03-01T10:01:00Z");
    at("2026-03-01T10:02:00Z");

    KubeObject first =
        objects.get(
            new ObjectKey(ResourceTypes.WORKFLOW, "default", child("2026-03-01T10:01:00Z")));
    assertThat(first.spec().path("shutdown").asString("")).isEqualTo("Terminate");
    assertThat(children()).hasSize(2);
  }

  @Test
  void onlyTheLatestMissedRunIsMadeUpAfterADowntime() {
    create("schedules: [\"*/10 * * * *\"]\nstartingDeadlineSeconds: 300");
    at("2026-03-01T10:10:00Z");
    engine.close();
    now.set(Instant.parse("2026-03-01T11:02:00Z"));

    engine = new CronEngine(cluster, clock());
    engine.start();

    await().atMost(Duration.ofSeconds(5)).until(() -> children().size() == 2);
    assertThat(children()).contains(child("2026-03-01T11:00:00Z"));
  }

  @Test
  void conditionAndStopStrategyDecide() {
    create(
        """
        schedules: ["* * * * *"]
        when: "{{= cronworkflow.lastScheduledTime == nil }}"
        stopStrategy: {expression: "cronworkflow.succeeded >= 1"}
        """);

    at("2026-03-01T10:01:00Z");
    at("2026-03-01T10:02:00Z");
    assertThat(children()).containsExactly(child("2026-03-01T10:01:00Z"));
    end(children().getFirst(), "Succeeded");

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> cron().status().path("phase").asString("").equals("Stopped"));
  }

  @Test
  void oldChildrenAreDeleted() {
    create("schedules: [\"* * * * *\"]\nsuccessfulJobsHistoryLimit: 1");

    for (String time : List.of("2026-03-01T10:01:00Z", "2026-03-01T10:02:00Z")) {
      at(time);
      end(child(time), "Succeeded");
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> children().size() == 1);
    assertThat(children()).containsExactly(child("2026-03-01T10:02:00Z"));
  }
}
