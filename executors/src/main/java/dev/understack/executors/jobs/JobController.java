package dev.understack.executors.jobs;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.EventRecorder;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.controller.Conditions;
import dev.understack.cluster.controller.Conditions.State;
import dev.understack.cluster.controller.Controller;
import dev.understack.executors.RoutingExecutor;
import dev.understack.executors.pod.PodOwner;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.workflows.spi.LeafExecutor.LeafListener;
import dev.understack.workflows.spi.LeafExecutor.LeafRun;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs {@code batch/v1} Jobs on this machine, one pod at a time. How far a Job has come is in its
 * status; a pod that ran when the process died is started again.
 */
public final class JobController implements Controller {
  private static final Logger LOG = LoggerFactory.getLogger(JobController.class);
  private final RoutingExecutor executor;
  private final Clock clock;

  /** Held while a Job is looked at and while the end of a pod is counted. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Pods that run, by their Job. Guarded by {@link #turn}. */
  private final Map<ObjectKey, Running> running = new HashMap<>();

  private record Running(String uid, LeafRun run) {}

  public JobController(RoutingExecutor executor, Clock clock) {
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public ResourceType type() {
    return ResourceTypes.JOB;
  }

  @Override
  public void gone(ObjectKey key) {
    turn.lock();
    try {
      stop(key, "Job was deleted");
    } finally {
      turn.unlock();
    }
  }

  private void stop(ObjectKey key, String reason) {
    Running pod = running.get(key);
    if (pod != null) {
      pod.run().stop(reason);
    }
  }

  @Override
  public Optional<Duration> reconcile(ObjectApi api, KubeObject seen) {
    turn.lock();
    try {
      return look(api, seen);
    } finally {
      turn.unlock();
    }
  }

  private Optional<Duration> look(ObjectApi api, KubeObject seen) {
    ObjectKey key = new ObjectKey(type(), seen.namespace(), seen.name());
    Running pod = running.get(key);
    if (pod != null && !pod.uid().equals(seen.uid())) {
      // A Job of the same name was replaced; its pod ends first.
      stop(key, "Job was deleted");
      return Optional.of(Duration.ofMillis(100));
    }
    // The end of a pod may have been counted since this look was asked for.
    KubeObject job = api.get(key);
    Instant now = clock.instant();
    JobState state = JobState.of(job);
    if (job.deletionTimestamp().isPresent()) {
      stop(key, "Job was deleted");
      return Optional.empty();
    }
    return switch (state.next(now)) {
      case JobState.Ended _ -> expire(api, key, state, now);
      case JobState.End end -> {
        stop(key, end.message());
        yield end(api, job, end);
      }
      case JobState.Suspended _ -> {
        stop(key, "Job was suspended");
        yield Optional.empty();
      }
      case JobState.Run run when pod != null -> untilDeadline(state, now);
      case JobState.Run run when run.at().isAfter(now) ->
          Optional.of(Duration.between(now, run.at()));
      case JobState.Run run -> start(api, key, job, run.attempt());
    };
  }

  private static Optional<Duration> untilDeadline(JobState state, Instant now) {
    return state.deadline().map(at -> Duration.between(now, at));
  }

  private static Optional<Duration> expire(
      ObjectApi api, ObjectKey key, JobState state, Instant now) {
    Optional<Instant> expiry = state.expiry();
    if (expiry.isEmpty()) {
      return Optional.empty();
    }
    if (expiry.get().isAfter(now)) {
      return Optional.of(Duration.between(now, expiry.get()));
    }
    api.delete(key, DeleteOptions.BACKGROUND);
    return Optional.empty();
  }

  private Optional<Duration> end(ObjectApi api, KubeObject job, JobState.End end) {
    String type = end.complete() ? "Complete" : "Failed";
    new Conditions(api, new EventRecorder(api, "job-controller", clock))
        .set(
            job,
            new State(type, true, end.reason(), end.message()),
            clock.instant(),
            status -> {
              status.remove("active");
              if (end.complete()) {
                status.put("completionTime", now());
              }
            });
    // What follows, such as its expiry, begins with the new status.
    return Optional.empty();
  }

  private Optional<Duration> start(ObjectApi api, ObjectKey key, KubeObject job, int attempt) {
    KubeObject started =
        change(
            api,
            key,
            status -> {
              status.put("active", 1);
              if (!status.has("startTime")) {
                status.put("startTime", now());
              }
            });
    JobState state = JobState.of(started);
    LeafTask task;
    try {
      task = JobTask.of(started, attempt, state.deadline());
    } catch (IllegalArgumentException e) {
      return end(api, started, new JobState.End(false, "Unsupported", "" + e.getMessage()));
    }
    LeafRun run =
        executor.start(
            task, PodOwner.job(job.name(), job.uid()), new PodListener(api, key, job.uid()));
    running.put(key, new Running(job.uid(), run));
    new EventRecorder(api, "job-controller", clock)
        .record(
            job, EventRecorder.Type.NORMAL, "SuccessfulCreate", "Created pod: " + task.podName());
    return untilDeadline(state, clock.instant());
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Changes the status as it is now, whoever else changes it at the same time. */
  private static KubeObject change(ObjectApi api, ObjectKey key, Consumer<ObjectNode> edit) {
    while (true) {
      KubeObject job = api.get(key);
      ObjectNode status = job.status().deepCopy();
      edit.accept(status);
      if (status.equals(job.status())) {
        return job;
      }
      try {
        return api.updateStatus(job.withStatus(status));
      } catch (ApiException e) {
        if (e.reason() != ApiException.Reason.CONFLICT) {
          throw e;
        }
      }
    }
  }

  /** Counts the end of a pod in the status of its Job. */
  private final class PodListener implements LeafListener {
    private final ObjectApi api;
    private final ObjectKey key;
    private final String uid;

    PodListener(ObjectApi api, ObjectKey key, String uid) {
      this.api = api;
      this.key = key;
      this.uid = uid;
    }

    @Override
    public void started() {
      // The Job counts a pod as active from its creation on.
    }

    @Override
    public void progress(String progress) {
      // Jobs have none.
    }

    @Override
    public void finished(LeafResult result) {
      boolean succeeded = result.phase() == LeafResult.Phase.SUCCEEDED;
      turn.lock();
      try {
        running.remove(key);
        if (api.find(key).filter(job -> job.uid().equals(uid)).isPresent()) {
          change(api, key, status -> count(status, succeeded));
        }
      } catch (ApiException e) {
        LOG.warn("the end of a pod of {} was not counted: {}", key, e.getMessage());
      } finally {
        turn.unlock();
      }
    }

    private void count(ObjectNode status, boolean succeeded) {
      status.remove("active");
      String field = succeeded ? "succeeded" : "failed";
      status.put(field, status.path(field).asInt(0) + 1);
      if (!succeeded) {
        status.put("lastFailureTime", now());
      }
    }
  }
}
