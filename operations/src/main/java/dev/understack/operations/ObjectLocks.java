package dev.understack.operations;

import dev.understack.operations.http.StoppedException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One lock per outside object, so that runs about the same object follow one another within this
 * JVM. A lock exists only while somebody holds it or waits for it.
 */
public final class ObjectLocks {
  private final Map<String, Entry> entries = new HashMap<>();

  /** Runs {@code body} while no other run holds {@code key}. */
  public <T> T holding(String key, Supplier<T> body) {
    Entry entry = enter(key);
    try {
      entry.lock.lockInterruptibly();
      try {
        return body.get();
      } finally {
        entry.lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    } finally {
      leave(key, entry);
    }
  }

  private synchronized Entry enter(String key) {
    Entry entry = entries.computeIfAbsent(key, k -> new Entry());
    entry.users++;
    return entry;
  }

  private synchronized void leave(String key, Entry entry) {
    if (--entry.users == 0) {
      entries.remove(key);
    }
  }

  /** {@code users} is read and written inside the monitor of {@link ObjectLocks}. */
  private static final class Entry {
    private final ReentrantLock lock = new ReentrantLock();
    private int users;
  }
}
