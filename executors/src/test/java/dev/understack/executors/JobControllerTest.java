package dev.understack.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.controller.Conditions;
import dev.understack.cluster.controller.ControllerLoop;
import dev.understack.executors.jobs.JobController;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobControllerTest {
  private static final ObjectKey JOB = new ObjectKey(ResourceTypes.JOB, "openstack", "ansible");

  @TempDir Path folder;
  private final AtomicInteger runs = new AtomicInteger();
  private final Semaphore stopped = new Semaphore(0);
  private LeafBench bench;
  private ControllerLoop loop;

  @BeforeEach
  void start() {
    bench =
        new LeafBench(
            folder,
            Map.of(
                "succeed", new Body("succeed", 0),
                "fail", new Body("fail", 3),
                "hang", new Body("hang", -1)),
            (pod, containers) -> {
              throw new IllegalArgumentException("no sandbox here");
            });
    loop = startLoop();
  }

  private ControllerLoop startLoop() {
    ControllerLoop started =
        new ControllerLoop(
            bench.objects.api(), new JobController(bench.executor, Clock.systemUTC()));
    started.start();
    return started;
  }

  @AfterEach
  void stop() {
    loop.close();
    bench.close();
  }

  @Test
  void aJobRunsItsPodToCompletion() {
    job("succeed", "completions: 2");

    KubeObject job = await("Complete");

    assertThat(job.status().path("succeeded").asInt()).isEqualTo(2);
    assertThat(job.status().has("startTime")).isTrue();
    assertThat(job.status().has("completionTime")).isTrue();
    assertThat(job.status().has("active")).isFalse();
    List<KubeObject> pods =
        bench
            .objects
            .api()
            .list(ResourceTypes.POD, "openstack", Selection.labels("job-name=ansible"))
            .items();
    assertThat(pods).hasSize(2);
    assertThat(pods.getFirst().spec().path("containers").get(0).path("name").asString())
        .isEqualTo("worker");
    assertThat(pods.getFirst().spec().path("serviceAccountName").asString()).isEqualTo("runner");
  }

  @Test
  void aJobFailsWhenItsAttemptsAreUsedUp() {
    job("fail", "backoffLimit: 0");

    KubeObject job = await("Failed");

    assertThat(Conditions.find(job, "Failed").orElseThrow().path("reason").asString())
        .isEqualTo("BackoffLimitExceeded");
    assertThat(job.status().path("failed").asInt()).isEqualTo(1);
    assertThat(runs).hasValue(1);
  }

  @Test
  void aJobThatTakesTooLongIsStopped() {
    job("hang", "activeDeadlineSeconds: 1");

    KubeObject job = await("Failed");

    assertThat(Conditions.find(job, "Failed").orElseThrow().path("reason").asString())
        .isEqualTo("DeadlineExceeded");
    assertThat(stopped.availablePermits()).isEqualTo(1);
  }

  @Test
  void aFinishedJobGoesWhenItsTimeHasCome() {
    job("succeed", "ttlSecondsAfterFinished: 1");

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> runs.get() == 1 && bench.objects.api().find(JOB).isEmpty());
  }

  @Test
  void deletingAJobStopsItsPod() throws Exception {
    job("hang", "backoffLimit: 0");
    Awaitility.await().until(() -> runs.get() == 1);

    bench.objects.api().delete(JOB, DeleteOptions.BACKGROUND);

    assertThat(stopped.tryAcquire(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aJobWhosePodRanWhenTheProcessDiedIsStartedAgain() {
    job("hang", "backoffLimit: 0");
    Awaitility.await().until(() -> runs.get() == 1);
    loop.close();

    loop = startLoop();

    Awaitility.await().until(() -> runs.get() == 2);
    assertThat(bench.objects.api().get(JOB).status().path("active").asInt()).isEqualTo(1);
  }

  private void job(String command, String more) {
    bench.objects.apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: ansible, namespace: openstack}
        spec:
          %s
          template:
            spec:
              serviceAccountName: runner
              restartPolicy: Never
              containers:
                - name: worker
                  image: ghcr.io/rackerlabs/understack/ansible:latest
                  command: [%s]
        """
            .formatted(more, command));
  }

  private KubeObject await(String condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Conditions.find(bench.objects.api().get(JOB), condition).isPresent());
    return bench.objects.api().get(JOB);
  }

  private final class Body implements Operation {
    private final String name;
    private final int code;

    Body(String name, int code) {
      this.name = name;
      this.code = code;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int run(OperationContext context, List<String> arguments) throws InterruptedException {
      runs.incrementAndGet();
      if (code < 0) {
        try {
          new CountDownLatch(1).await();
        } finally {
          stopped.release();
        }
      }
      return code;
    }
  }
}
