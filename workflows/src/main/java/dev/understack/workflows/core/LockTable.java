package dev.understack.workflows.core;

import dev.understack.workflows.core.RunCommand.AskLocks;
import dev.understack.workflows.core.RunCommand.LockRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Mutexes and semaphores of all runs of an installation. A holder gets all its locks together or
 * none; queues are strict: nobody overtakes the head, except a holder of the same workflow.
 *
 * <p>Not for use by several threads.
 */
public final class LockTable {
  private final Map<String, Lock> locks = new LinkedHashMap<>();
  private final Map<String, Waiter> waiters = new LinkedHashMap<>();
  private long arrivals;

  private static final class Lock {
    private int limit;
    private final Set<String> holders = new LinkedHashSet<>();
    private final List<Waiter> queue = new ArrayList<>();
  }

  private record Waiter(
      String holder, List<LockRequest> requests, long priority, String created, long arrival) {}

  /** Answers that follow from a request or a release, each for its holder. */
  public record Answer(String holder, RunEvent.LockAnswer event) {}

  /**
   * Asks for locks.
   *
   * @param created creation time of the workflow as RFC 3339: older ones come first
   */
  public List<Answer> ask(AskLocks asked, String created) {
    Waiter waiter =
        new Waiter(asked.holder(), asked.locks(), asked.priority(), created, arrivals++);
    for (LockRequest request : asked.locks()) {
      Lock lock = locks.computeIfAbsent(request.name(), _ -> new Lock());
      lock.limit = request.limit();
      boolean queued = lock.queue.stream().anyMatch(w -> w.holder().equals(asked.holder()));
      if (!lock.holders.contains(asked.holder()) && !queued) {
        lock.queue.add(waiter);
        lock.queue.sort(
            Comparator.comparingLong((Waiter w) -> -w.priority())
                .thenComparing(Waiter::created)
                .thenComparingLong(Waiter::arrival));
      }
    }
    waiters.putIfAbsent(asked.holder(), waiter);
    return List.of(tryTake(waiters.getOrDefault(asked.holder(), waiter)));
  }

  /** Counts a holder in that had the locks before a restart, whatever the limit. */
  public void reclaim(AskLocks held) {
    for (LockRequest request : held.locks()) {
      Lock lock = locks.computeIfAbsent(request.name(), _ -> new Lock());
      lock.limit = request.limit();
      lock.holders.add(held.holder());
    }
  }

  /** Gives up what a holder has or waits for; the answers are for those that follow. */
  public List<Answer> release(String holder) {
    waiters.remove(holder);
    Set<Waiter> next = new LinkedHashSet<>();
    for (Lock lock : locks.values()) {
      boolean removed = lock.holders.remove(holder);
      removed |= lock.queue.removeIf(waiter -> waiter.holder().equals(holder));
      if (removed) {
        next.addAll(lock.queue);
      }
    }
    List<Answer> answers = new ArrayList<>();
    for (Waiter waiter : next) {
      if (waiters.containsKey(waiter.holder())) {
        answers.add(tryTake(waiter));
      }
    }
    locks.values().removeIf(lock -> lock.holders.isEmpty() && lock.queue.isEmpty());
    return answers;
  }

  private Answer tryTake(Waiter waiter) {
    for (LockRequest request : waiter.requests()) {
      Lock lock = locks.get(request.name());
      if (lock != null && !mayTake(lock, waiter)) {
        int free = Math.max(0, lock.limit - lock.holders.size());
        String message =
            "Waiting for " + request.name() + " lock. Lock status: " + free + "/" + lock.limit;
        return new Answer(
            waiter.holder(),
            new RunEvent.LockAnswer(waiter.holder(), false, request.name(), message));
      }
    }
    for (LockRequest request : waiter.requests()) {
      Lock lock = locks.computeIfAbsent(request.name(), _ -> new Lock());
      lock.queue.removeIf(queued -> queued.holder().equals(waiter.holder()));
      lock.holders.add(waiter.holder());
    }
    waiters.remove(waiter.holder());
    return new Answer(waiter.holder(), new RunEvent.LockAnswer(waiter.holder(), true, "", ""));
  }

  private static boolean mayTake(Lock lock, Waiter waiter) {
    if (lock.holders.contains(waiter.holder())) {
      return true;
    }
    boolean free = lock.holders.size() < lock.limit;
    return free && workflow(lock.queue.getFirst().holder()).equals(workflow(waiter.holder()));
  }

  private static String workflow(String holder) {
    String[] parts = holder.split("/", -1);
    return parts.length + ":" + (parts.length > 1 ? parts[1] : holder);
  }
}
