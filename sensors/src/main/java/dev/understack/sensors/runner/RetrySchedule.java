package dev.understack.sensors.runner;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.events.Backoff;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.sensors.trigger.ActionRequest;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * When an action is tried again: as the trigger's {@code retryStrategy} says; without one as long
 * as it may help, for about a quarter of an hour.
 *
 * @param given whether the manifest gives it
 */
record RetrySchedule(Backoff backoff, boolean given) {
  private static final Backoff OWN = new Backoff(Duration.ofSeconds(1), 2, 0.2, 12);
  private static final Duration LONGEST_OWN = Duration.ofMinutes(3);

  static RetrySchedule of(JsonNode request) {
    if (request.get(ActionRequest.RETRY) instanceof ObjectNode retry) {
      Fields fields = new Fields(retry, ActionRequest.RETRY, Faults.of(KubeObject.of(retry)));
      return new RetrySchedule(Backoff.read(fields), true);
    }
    return new RetrySchedule(OWN, false);
  }

  /**
   * The wait before the next attempt; empty when there is none.
   *
   * @param attempt the one that failed, counted from 1
   * @param random a number from 0 up to 1
   */
  Optional<Duration> next(int attempt, ActionException failure, double random) {
    if (!backoff.allowsAfter(attempt) || (!given && !failure.isRetryable())) {
      return Optional.empty();
    }
    Duration wait = backoff.pauseAfter(attempt, random);
    return Optional.of(!given && wait.compareTo(LONGEST_OWN) > 0 ? LONGEST_OWN : wait);
  }
}
