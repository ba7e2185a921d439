package dev.understack.sensors.runner;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.model.events.TriggerKind;
import dev.understack.sensors.parameter.ParameterException;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.sensors.trigger.ActionRun;
import dev.understack.sensors.trigger.TriggerType;
import dev.understack.sensors.trigger.TriggerTypes;
import dev.understack.sensors.trigger.WorkflowCommands;
import dev.understack.store.ActionTable;
import dev.understack.store.NewAction;
import dev.understack.store.StoredAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs one attempt of an action and writes down how it ended. Safe for several threads. */
public final class ActionAttempt {
  private static final Logger LOG = LoggerFactory.getLogger(ActionAttempt.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private final ActionTable table;
  private final TriggerTypes types;
  private final Cluster cluster;
  private final WorkflowCommands workflows;
  private final DeadLetters deadLetters;
  private final Replays replays;
  private final InstantSource clock;

  public ActionAttempt(
      ActionTable table,
      TriggerTypes types,
      Cluster cluster,
      WorkflowCommands workflows,
      DeadLetters deadLetters,
      Replays replays,
      InstantSource clock) {
    this.table = table;
    this.types = types;
    this.cluster = cluster;
    this.workflows = workflows;
    this.deadLetters = deadLetters;
    this.replays = replays;
    this.clock = clock;
  }

  /**
   * How an attempt ended.
   *
   * @param action as it is now
   * @param retryAt when to try again; empty when it is finished, either way
   * @param forbidden whether a permission is missing, so that it may be tried again earlier
   */
  public record End(StoredAction action, Optional<Instant> retryAt, boolean forbidden) {

    static End finished(StoredAction action) {
      return new End(action, Optional.empty(), false);
    }

    static End again(StoredAction action, Instant at, boolean forbidden) {
      return new End(action, Optional.of(at), forbidden);
    }
  }

  /**
   * Runs an attempt. Never throws. An attempt ahead of the time that an earlier failure has set
   * does not count when it fails too.
   */
  public End run(StoredAction action) {
    try {
      JsonNode result = execute(action);
      write(table.done(action.key(), result, clock.instant()));
      return End.finished(action);
    } catch (ActionException e) {
      return failed(action, e);
    } catch (CompletionException e) {
      LOG.warn("action {}: its end cannot be written: {}", action.key(), e.toString());
      return End.again(action, clock.instant().plus(STORE_PAUSE), false);
    } catch (RuntimeException e) {
      LOG.error("action {} failed in a way that nobody foresaw", action.key(), e);
      return failed(action, ActionException.retryable(e.toString()));
    }
  }

  private JsonNode execute(StoredAction action) {
    if (!(action.request() instanceof ObjectNode stored)) {
      throw ActionException.terminal("the stored request is not an object");
    }
    boolean replayed = isHopeless(action) && !action.lastError().isEmpty();
    if (replayed && stored.has(ActionRequest.DEPENDENCY)) {
      return replays.decide(action);
    }
    ObjectNode request = replayed ? replays.request(action) : stored;
    String error = request.path(ActionRequest.ERROR).asString("");
    if (!error.isEmpty()) {
      throw ActionException.terminal(error);
    }
    String kind = request.path(ActionRequest.KIND).asString("");
    TriggerType type =
        Arrays.stream(TriggerKind.values())
            .filter(k -> k.field().equals(kind))
            .findFirst()
            .flatMap(types::find)
            .orElseThrow(() ->
                ActionException.terminal(
                    "trigger kind " + kind + " is not available in this build"));
    int slash = action.sensor().indexOf('/');
    String namespace = action.sensor().substring(0, slash);
    String account = request.path(ActionRequest.ACCOUNT).asString("default");
    try {
      return type.run(
          new ActionRun(
              action.key(),
              action.sensor().substring(slash + 1),
              namespace,
              action.trigger(),
              Identity.serviceAccount(namespace, account),
              request,
              cluster,
              workflows,
              clock));
    } catch (ParameterException e) {
      throw ActionException.terminal(String.valueOf(e.getMessage()));
    }
  }

  private End failed(StoredAction action, ActionException failure) {
    Instant now = clock.instant();
    if (action.attempts() > 0 && now.isBefore(action.due())) {
      LOG.debug("action {}: still fails: {}", action.key(), failure.getMessage());
      return End.again(action, action.due(), failure.isForbidden());
    }
    String error = String.valueOf(failure.getMessage());
    int attempt = action.attempts() + 1;
    double random = ThreadLocalRandom.current().nextDouble();
    Optional<Duration> wait =
        isHopeless(action)
            ? Optional.empty()
            : RetrySchedule.of(action.request()).next(attempt, failure, random);
    try {
      if (wait.isPresent()) {
        Instant due = now.plus(wait.get());
        LOG.info("action {}: attempt {} failed: {}", action.key(), attempt, error);
        write(table.retry(action.key(), error, due));
        return End.again(after(action, attempt, due, error), due, failure.isForbidden());
      }
      LOG.warn("action {}: given up after {} attempts: {}", action.key(), attempt, error);
      follow(action);
      write(table.dead(action.key(), error, now));
      return End.finished(action);
    } catch (CompletionException e) {
      LOG.warn("action {}: its end cannot be written: {}", action.key(), e.toString());
      return End.again(action, now.plus(STORE_PAUSE), false);
    }
  }

  /** A request that could not be made fails alike with every attempt, until it is made anew. */
  private static boolean isHopeless(StoredAction action) {
    return action.request().has(ActionRequest.ERROR);
  }

  private void follow(StoredAction action) {
    if (action.request().path(ActionRequest.DEAD_LETTER).asBoolean(false)) {
      Optional<NewAction> next = deadLetters.follow(action);
      next.ifPresent(dead -> write(table.add(dead)));
    }
  }

  private static void write(CompletableFuture<Void> future) {
    Void _ = future.join();
  }

  private static StoredAction after(StoredAction a, int attempts, Instant due, String error) {
    return new StoredAction(
        a.id(),
        a.key(),
        a.sensor(),
        a.trigger(),
        a.eventIds(),
        a.request(),
        a.state(),
        attempts,
        a.created(),
        due,
        error,
        a.result(),
        a.finished());
  }
}
