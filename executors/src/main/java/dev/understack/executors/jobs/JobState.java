package dev.understack.executors.jobs;

import dev.understack.cluster.controller.Conditions;
import dev.understack.model.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done with a Job, read from its spec and status alone.
 *
 * @param succeeded pods that have succeeded
 * @param failed pods that have failed
 */
record JobState(KubeObject job, int succeeded, int failed) {
  private static final int DEFAULT_BACKOFF_LIMIT = 6;
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(6);

  static JobState of(KubeObject job) {
    return new JobState(
        job, job.status().path("succeeded").asInt(0), job.status().path("failed").asInt(0));
  }

  /** What comes next. */
  sealed interface Next {}

  /** It has ended. */
  record Ended() implements Next {}

  /** It ends now. */
  record End(boolean complete, String reason, String message) implements Next {}

  /** Nothing runs as long as it is suspended. */
  record Suspended() implements Next {}

  /** The next pod runs, but not before {@code at}. */
  record Run(int attempt, Instant at) implements Next {}

  Next next(Instant now) {
    if (isEnded()) {
      return new Ended();
    }
    if (succeeded >= job.spec().path("completions").asInt(1)) {
      return new End(true, "CompletionsReached", "Reached expected number of succeeded pods");
    }
    if (failed > job.spec().path("backoffLimit").asInt(DEFAULT_BACKOFF_LIMIT)) {
      return new End(false, "BackoffLimitExceeded", "Job has reached the specified backoff limit");
    }
    if (deadline().filter(at -> !at.isAfter(now)).isPresent()) {
      return new End(false, "DeadlineExceeded", "Job was active longer than specified deadline");
    }
    if (job.spec().path("suspend").asBoolean(false)) {
      return new Suspended();
    }
    return new Run(succeeded + failed, notBefore(now));
  }

  boolean isEnded() {
    return isTrue("Complete") || isTrue("Failed");
  }

  private boolean isTrue(String condition) {
    return Conditions.find(job, condition)
        .filter(found -> found.path("status").asString("").equals("True"))
        .isPresent();
  }

  /** When its time is over, once it has started. */
  Optional<Instant> deadline() {
    JsonNode seconds = job.spec().path("activeDeadlineSeconds");
    return seconds.isNumber()
        ? instant("startTime").map(start -> start.plusSeconds(seconds.asLong()))
        : Optional.empty();
  }

  /** When it is to be deleted, once it has ended. */
  Optional<Instant> expiry() {
    JsonNode seconds = job.spec().path("ttlSecondsAfterFinished");
    Optional<Instant> end =
        instant("completionTime")
            .or(() ->
                Conditions.find(job, "Failed")
                    .map(failed -> Instant.parse(failed.path("lastTransitionTime").asString(""))));
    return seconds.isNumber() ? end.map(at -> at.plusSeconds(seconds.asLong())) : Optional.empty();
  }

  /** After a failure 10 s, then twice as long each time. */
  private Instant notBefore(Instant now) {
    if (failed == 0) {
      return now;
    }
    Duration pause = FIRST_BACKOFF.multipliedBy(1L << Math.min(failed - 1, 6));
    Duration bounded = pause.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : pause;
    return instant("lastFailureTime").map(last -> last.plus(bounded)).orElse(now);
  }

  private Optional<Instant> instant(String field) {
    String text = job.status().path(field).asString("");
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }
}
