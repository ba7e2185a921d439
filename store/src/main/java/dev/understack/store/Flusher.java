package dev.understack.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings commits to the disk beside the writer: one flush for all callers that wait at that time.
 * Commits that nobody waits for are flushed along with the next ones, after {@link #DELAY} at the
 * latest.
 */
final class Flusher {
  private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
  static final Duration DELAY = Duration.ofMillis(50);

  private final Runnable flush;
  private final BlockingQueue<List<? extends Caller>> committed = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  /** Someone who waits for a flush. Called on the flusher's thread; must not block. */
  interface Caller {
    void onDisk();

    void fail(StoreUnavailableException unavailable);
  }

  /**
   * @param flush brings everything to the disk that was committed before the call, or fails with
   *     {@link StoreUnavailableException}
   */
  Flusher(Runnable flush) {
    this.flush = flush;
    this.thread = Thread.ofPlatform().name("store-flusher").start(this::run);
  }

  /**
   * Something was committed.
   *
   * @param callers whom to tell once it is on disk; may be empty
   */
  void committed(List<? extends Caller> callers) {
    committed.add(callers);
  }

  /** Flushes what was committed, then ends. */
  void stop() throws InterruptedException {
    closed = true;
    committed.add(List.of());
    thread.join();
  }

  private void run() {
    try {
      while (!closed || !committed.isEmpty()) {
        flush(gather());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Caller> gather() throws InterruptedException {
    List<Caller> callers = new ArrayList<>(committed.take());
    long deadline = System.nanoTime() + DELAY.toNanos();
    List<? extends Caller> more = List.of();
    while (callers.isEmpty() && !closed && more != null) {
      more = committed.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      addTo(callers, more);
    }
    while (more != null) {
      more = committed.poll();
      addTo(callers, more);
    }
    return callers;
  }

  private static void addTo(List<Caller> callers, @Nullable List<? extends Caller> more) {
    if (more != null) {
      callers.addAll(more);
    }
  }

  private void flush(List<Caller> callers) {
    try {
      flush.run();
      callers.forEach(Caller::onDisk);
    } catch (StoreUnavailableException unavailable) {
      LOG.error("commits may not survive a failure of the machine", unavailable);
      callers.forEach(caller -> caller.fail(unavailable));
    }
  }
}
