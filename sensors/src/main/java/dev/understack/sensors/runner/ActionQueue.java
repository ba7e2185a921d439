package dev.understack.sensors.runner;

import dev.understack.sensors.trigger.ActionRequest;
import dev.understack.store.StoredAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Which action runs when: by its due time, one after the other for sensors that ask for order, and
 * no more often than the trigger's rate limit allows. Pure bookkeeping; for one thread.
 */
final class ActionQueue {
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.comparing(Waiting::due).thenComparingLong(entry -> entry.action().id()));
  private final Set<String> known = new HashSet<>();

  /** Actions behind the one that runs or waits, by ordered sensor. */
  private final Map<String, ArrayDeque<StoredAction>> behind = new HashMap<>();

  /**
   * Keys of waiting actions that a permission may help: those that failed for lack of one, and
   * those that failed in an earlier process, for whatever reason.
   */
  private final Set<String> forbidden = new HashSet<>();

  /** When a rate-limited trigger may run again, by sensor and trigger. */
  private final Map<String, Instant> free = new HashMap<>();

  /** An action and when it is to run. */
  record Waiting(StoredAction action, Instant due) {}

  /** Adds an action unless it is here already. */
  void add(StoredAction action) {
    if (!known.add(action.key())) {
      return;
    }
    if (action.attempts() > 0) {
      forbidden.add(action.key());
    }
    if (ordered(action)) {
      ArrayDeque<StoredAction> queue = behind.get(action.sensor());
      if (queue != null) {
        queue.addLast(action);
        return;
      }
      behind.put(action.sensor(), new ArrayDeque<>());
    }
    waiting.add(new Waiting(action, action.due()));
  }

  /** Puts an action back that has failed, for later. */
  void again(StoredAction action, Instant due, boolean lacksPermission) {
    waiting.add(new Waiting(action, due));
    if (lacksPermission) {
      forbidden.add(action.key());
    }
  }

  /** Makes due now what waits for a permission. */
  void permissionsChanged(Instant now) {
    List<StoredAction> early = new ArrayList<>();
    waiting.removeIf(entry -> {
      StoredAction action = entry.action();
      boolean helped = entry.due().isAfter(now) && forbidden.contains(action.key());
      return helped && early.add(action);
    });
    early.forEach(action -> waiting.add(new Waiting(action, now)));
  }

  /** An action is finished; the next one of an ordered sensor takes its place. */
  void finished(StoredAction action) {
    known.remove(action.key());
    forbidden.remove(action.key());
    ArrayDeque<StoredAction> queue = ordered(action) ? behind.get(action.sensor()) : null;
    if (queue == null) {
      return;
    }
    StoredAction next = queue.pollFirst();
    if (next == null) {
      behind.remove(action.sensor());
    } else {
      waiting.add(new Waiting(next, next.due()));
    }
  }

  /** Takes the first action that is due. */
  Optional<StoredAction> poll(Instant now) {
    while (!waiting.isEmpty() && !waiting.peek().due().isAfter(now)) {
      StoredAction action = waiting.remove().action();
      long interval = action.request().path(ActionRequest.INTERVAL).asLong(0);
      if (interval <= 0) {
        forbidden.remove(action.key());
        return Optional.of(action);
      }
      String trigger = action.sensor() + "/" + action.trigger();
      Instant allowed = free.getOrDefault(trigger, now);
      if (!allowed.isAfter(now)) {
        free.put(trigger, now.plusNanos(interval));
        forbidden.remove(action.key());
        return Optional.of(action);
      }
      waiting.add(new Waiting(action, allowed));
    }
    return Optional.empty();
  }

  /** How long until the first action is due; empty when none waits. */
  Optional<Duration> untilDue(Instant now) {
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.between(now, waiting.peek().due()));
  }

  int size() {
    return known.size();
  }

  private static boolean ordered(StoredAction action) {
    return action.request().path(ActionRequest.ORDERED).asBoolean(false);
  }
}
