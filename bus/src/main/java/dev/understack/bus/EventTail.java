package dev.understack.bus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest events of a bus in memory until they are decided, so that a reader that keeps up never
 * asks the store.
 *
 * <p>It holds every event above {@code complete}; an event at or below that has to be read from the
 * store. Safe for several threads.
 */
final class EventTail {
  private static final int MAX_EVENTS = 8192;
  private static final long MAX_CHARACTERS = 32L * 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();

  /** All below are guarded by {@code lock}. */
  private final ArrayDeque<BusEvent> events = new ArrayDeque<>();

  private long characters;
  private long complete;
  private long newest;

  EventTail(long complete) {
    this.complete = complete;
    this.newest = complete;
  }

  /** Adds the event that follows the newest one. */
  void add(BusEvent event) {
    lock.lock();
    try {
      newest = Math.max(newest, event.position());
      events.addLast(event);
      characters += event.dataText().length();
      while (events.size() > MAX_EVENTS || characters > MAX_CHARACTERS) {
        removeOldest();
      }
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets go of the events up to {@code position}, which were decided: short-lived trees cost the
   * garbage collector nothing, those that stay for thousands of events are copied.
   */
  void release(long position) {
    lock.lock();
    try {
      while (!events.isEmpty() && events.getFirst().position() <= position) {
        removeOldest();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The position of the newest event. */
  long newest() {
    lock.lock();
    try {
      return newest;
    } finally {
      lock.unlock();
    }
  }

  private void removeOldest() {
    BusEvent oldest = events.removeFirst();
    characters -= oldest.dataText().length();
    complete = oldest.position();
  }

  /** Waits until there is an event above {@code position}; false when none came in time. */
  boolean await(long position, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (newest <= position) {
        if (left <= 0) {
          return false;
        }
        left = grown.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether every event above {@code position} is here. */
  boolean covers(long position) {
    lock.lock();
    try {
      return position >= complete;
    } finally {
      lock.unlock();
    }
  }

  /** Events above {@code position}, at most {@code limit}; only when it {@link #covers} them. */
  List<BusEvent> after(long position, int limit) {
    lock.lock();
    try {
      List<BusEvent> found = new ArrayList<>();
      if (position < complete) {
        return found;
      }
      // From the newest back, so that a reader that keeps up pays for what is new only.
      Iterator<BusEvent> newestFirst = events.descendingIterator();
      while (newestFirst.hasNext()) {
        BusEvent event = newestFirst.next();
        if (event.position() <= position) {
          break;
        }
        found.add(event);
      }
      Collections.reverse(found);
      return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
    } finally {
      lock.unlock();
    }
  }
}
