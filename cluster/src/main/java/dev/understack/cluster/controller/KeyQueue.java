package dev.understack.cluster.controller;

import dev.understack.model.ObjectKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys to be worked on: one worker per key, never two; a key added while it is worked on is worked
 * on once more. Safe for several threads.
 */
final class KeyQueue implements AutoCloseable {
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);
  private final Worker worker;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("controller-timer").factory());
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  // Guarded by lock.
  private final Map<ObjectKey, Thread> running = new HashMap<>();
  private final Set<ObjectKey> again = new HashSet<>();
  private final Map<ObjectKey, ScheduledFuture<?>> later = new HashMap<>();
  private boolean closed;

  KeyQueue(Worker worker) {
    this.worker = worker;
  }

  /** Works on a key; says when to do so again. */
  @FunctionalInterface
  interface Worker {
    Optional<Duration> work(ObjectKey key) throws InterruptedException;
  }

  void add(ObjectKey key) {
    lock.lock();
    try {
      ScheduledFuture<?> planned = later.remove(key);
      if (planned != null) {
        planned.cancel(false);
      }
      if (closed) {
        return;
      }
      if (running.containsKey(key)) {
        again.add(key);
      } else {
        running.put(key, Thread.ofVirtual().name("reconcile " + key).start(() -> run(key)));
      }
    } finally {
      lock.unlock();
    }
  }

  private void run(ObjectKey key) {
    boolean more = true;
    while (more) {
      Optional<Duration> next = Optional.empty();
      try {
        next = worker.work(key);
      } catch (InterruptedException closing) {
        // The queue is closed; finish() ends the loop.
      }
      more = finish(key, next);
    }
  }

  /** Whether the key was added again meanwhile. */
  private boolean finish(ObjectKey key, Optional<Duration> next) {
    lock.lock();
    try {
      if (again.remove(key) && !closed) {
        return true;
      }
      running.remove(key);
      idle.signalAll();
      if (next.isPresent() && !closed) {
        later.put(
            key, timer.schedule(() -> add(key), next.get().toMillis(), TimeUnit.MILLISECONDS));
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Interrupts what runs and waits for it. */
  @Override
  public void close() {
    timer.shutdownNow();
    lock.lock();
    try {
      closed = true;
      running.values().forEach(Thread::interrupt);
      long nanos = LONGEST_CLOSE.toNanos();
      while (!running.isEmpty() && nanos > 0) {
        nanos = idle.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
