package dev.understack.executors;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The request to stop a leaf, and when its thread may be interrupted for it: only while it waits or
 * its container runs, never while results are written. Safe for several threads.
 */
final class LeafControl {
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by lock.
  private Optional<Stop> stop = Optional.empty();
  private Optional<Thread> interruptible = Optional.empty();

  /** Why a leaf is stopped. */
  sealed interface Stop {}

  /** Asked for by the engine. */
  record Requested(String reason) implements Stop {}

  /** Its time is over. */
  record Deadline() implements Stop {}

  /** Keeps the first reason; interrupts the leaf when it may be. */
  void request(Stop why) {
    lock.lock();
    try {
      if (stop.isEmpty()) {
        stop = Optional.of(why);
        interruptible.ifPresent(Thread::interrupt);
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<Stop> stop() {
    lock.lock();
    try {
      return stop;
    } finally {
      lock.unlock();
    }
  }

  /** Runs on the current thread, which a stop interrupts; a stop from before does so at once. */
  <T, E extends Exception> T interruptibly(Step<T, E> step) throws E, InterruptedException {
    lock.lock();
    try {
      if (stop.isPresent()) {
        throw new InterruptedException("stopped before the start");
      }
      interruptible = Optional.of(Thread.currentThread());
    } finally {
      lock.unlock();
    }
    try {
      return step.run();
    } finally {
      lock.lock();
      try {
        interruptible = Optional.empty();
        Thread.interrupted();
      } finally {
        lock.unlock();
      }
    }
  }

  /** Something that may be interrupted. */
  @FunctionalInterface
  interface Step<T, E extends Exception> {
    T run() throws E, InterruptedException;
  }
}
