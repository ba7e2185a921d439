package dev.understack.workflows.core;

import dev.understack.model.workflow.RetryStrategy;
import dev.understack.model.workflow.RetryStrategy.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether an attempt is followed by another.
 *
 * @param kind what to do
 * @param message why it ends, or what to show while waiting
 * @param at when to look again, for waiting
 */
record RetryDecision(Kind kind, String message, @Nullable Instant at) {

  /** What becomes of a retry node. */
  enum Kind {
    SUCCEED,
    END,
    WAIT,
    AGAIN
  }

  private static final Pattern TRANSIENT =
      Pattern.compile(
          "i/o timeout|connection reset by peer|connection refused|exceeded quota"
              + "|TLS handshake timeout|unexpected EOF|no such host|net/http: timeout"
              + "|too many requests|Service Unavailable",
          Pattern.CASE_INSENSITIVE);

  /**
   * What is known when an attempt has ended.
   *
   * @param attempts how many attempts there were
   * @param firstStarted when the first began
   * @param last the last attempt
   * @param shutdown whether the run is being shut down for this node
   * @param deadline when the run has to end
   */
  record Facts(
      int attempts,
      Instant firstStarted,
      Node last,
      Shutdown shutdown,
      @Nullable Instant deadline,
      Instant now) {}

  static RetryDecision of(
      RetryStrategy strategy, Facts facts, java.util.function.BooleanSupplier expression) {
    if (!facts.last().phase.isBad()) {
      return new RetryDecision(Kind.SUCCEED, "", null);
    }
    if (facts.shutdown().isActive()) {
      return end("Stopped with strategy '" + facts.shutdown().text() + "'");
    }
    Instant deadline = facts.deadline();
    if (deadline != null && facts.now().isAfter(deadline)) {
      return end("retry exceeded workflow deadline " + NodeStatus.time(deadline));
    }
    Optional<Long> limit = limit(strategy);
    RetryDecision backingOff = backoff(strategy.backoff(), facts, limit);
    if (backingOff != null) {
      return backingOff;
    }
    if (!covers(strategy, facts.last())) {
      return end(facts.last().message);
    }
    if (limit.isPresent() && facts.attempts() > limit.get()) {
      return end("No more retries left");
    }
    if (!strategy.expression().isEmpty() && !expression.getAsBoolean()) {
      return end("retryStrategy.expression evaluated to false");
    }
    return new RetryDecision(Kind.AGAIN, "", null);
  }

  /** When no attempt may begin any more, if the strategy says so. */
  static Optional<Instant> lastMoment(@Nullable Backoff backoff, Instant firstStarted) {
    return backoff == null || backoff.maxDuration().isEmpty()
        ? Optional.empty()
        : Optional.of(firstStarted.plus(Durations.parse(backoff.maxDuration())));
  }

  private static @Nullable RetryDecision backoff(
      @Nullable Backoff backoff, Facts facts, Optional<Long> limit) {
    if (backoff == null) {
      return null;
    }
    Optional<Instant> lastMoment = lastMoment(backoff, facts.firstStarted());
    if (lastMoment.isPresent() && facts.now().isAfter(lastMoment.get())) {
      return end("Max duration limit exceeded");
    }
    if (backoff.duration().isEmpty()) {
      throw new CallException("no base duration specified for retryStrategy");
    }
    Instant finished = facts.last().finishedAt;
    Instant next = (finished == null ? facts.now() : finished).plus(wait(backoff, facts));
    if (lastMoment.isPresent() && next.isAfter(lastMoment.get())) {
      return end("Backoff would exceed max duration limit");
    }
    boolean waits = limit.isPresent() && facts.attempts() <= limit.get();
    if (waits && next.isAfter(facts.now())) {
      Duration left = Duration.between(facts.now(), next);
      return new RetryDecision(Kind.WAIT, "Backoff for " + Durations.shown(left), next);
    }
    return null;
  }

  private static Duration wait(Backoff backoff, Facts facts) {
    Duration wait = Durations.parse(backoff.duration());
    long factor = backoff.factor().isEmpty() ? 0 : number(backoff.factor(), "backoff.factor");
    if (factor > 0) {
      for (int i = 1; i < facts.attempts() && wait.toDays() < 365; i++) {
        wait = wait.multipliedBy(factor);
      }
    }
    if (!backoff.cap().isEmpty()) {
      Duration cap = Durations.parse(backoff.cap());
      return wait.compareTo(cap) > 0 ? cap : wait;
    }
    return wait;
  }

  private static boolean covers(RetryStrategy strategy, Node last) {
    String absent = strategy.expression().isEmpty() ? "OnFailure" : "Always";
    return switch (strategy.retryPolicy().isEmpty() ? absent : strategy.retryPolicy()) {
      case "OnFailure" -> last.phase == NodePhase.FAILED;
      case "OnError" -> last.phase == NodePhase.ERROR;
      case "Always" -> true;
      case "OnTransientError" -> TRANSIENT.matcher(last.message).find();
      default -> throw new CallException(strategy.retryPolicy() + " is not a valid RetryPolicy");
    };
  }

  private static Optional<Long> limit(RetryStrategy strategy) {
    String limit = strategy.limit();
    return limit == null ? Optional.empty() : Optional.of(number(limit, "limit"));
  }

  private static long number(String text, String what) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new CallException("retryStrategy." + what + ": " + text + " is not a whole number");
    }
  }

  private static RetryDecision end(String message) {
    return new RetryDecision(Kind.END, message, null);
  }
}
