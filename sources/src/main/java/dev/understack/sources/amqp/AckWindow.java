package dev.understack.sources.amqp;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which deliveries of a channel may be acknowledged. Delivery tags count from 1 without gaps, so
 * everything up to the first unfinished one goes in a single acknowledgement. Safe for several
 * threads.
 */
final class AckWindow {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** All below are guarded by {@code lock}. */
  private final Set<Long> finishedAhead = new HashSet<>();

  private long finished;
  private long acknowledged;
  private boolean ended;

  /** A delivery is durable somewhere. */
  void finish(long tag) {
    lock.lock();
    try {
      finishedAhead.add(tag);
      while (finishedAhead.remove(finished + 1)) {
        finished++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for deliveries to acknowledge.
   *
   * @return the highest tag up to which all are finished; 0 when the window ended and nothing is
   *     left
   */
  long awaitFinished() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (finished == acknowledged && !ended) {
        changed.await();
      }
      if (finished == acknowledged) {
        return 0;
      }
      acknowledged = finished;
      return finished;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the window: waiters return. */
  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Tags that are finished behind an unfinished one; to be acknowledged singly at the end. */
  Set<Long> finishedAhead() {
    lock.lock();
    try {
      return Set.copyOf(finishedAhead);
    } finally {
      lock.unlock();
    }
  }
}
