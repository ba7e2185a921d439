package dev.understack.sensors.runner;

import dev.understack.store.ActionTable;
import dev.understack.store.StoredAction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the actions of the outbox: all that are pending, also those that an earlier process left.
 *
 * <p>Each runs at least once; that it has its effect once is up to its kind, which gets the same
 * key with every attempt. A failed action waits as its retry schedule says and holds up no other,
 * except those of its own sensor when that asks for order. An action that is given up goes to the
 * dead letters, and its dead-letter trigger follows.
 */
public final class ActionRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
  private static final int PAGE = 1_000;
  private static final int MAX_LOADED = 20_000;
  private static final Duration RESCAN = Duration.ofSeconds(5);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final ActionTable table;
  private final ActionAttempt attempt;
  private final InstantSource clock;
  private final Semaphore permits;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Thread thread;

  /** Released to wake the dispatching thread. */
  private final Semaphore wake = new Semaphore(0);

  private final ConcurrentLinkedQueue<Ended> ends = new ConcurrentLinkedQueue<>();

  /** Counts how often permissions have changed. */
  private final AtomicLong permissions = new AtomicLong();

  private volatile boolean closed;

  /** Set by any thread that changed a stored action; the dispatching thread clears it. */
  private volatile boolean scanNow;

  /** Belong to the dispatching thread. */
  private final ActionQueue queue = new ActionQueue();

  private long loadedUpTo;
  private Instant nextScan = Instant.EPOCH;
  private long permissionsSeen;

  /**
   * An attempt that ended.
   *
   * @param permissions the count of their changes when it began
   */
  private record Ended(ActionAttempt.End end, long permissions) {}

  /**
   * @param concurrency how many actions run at the same time at most
   */
  public ActionRunner(
      ActionTable table, ActionAttempt attempt, InstantSource clock, int concurrency) {
    this.table = table;
    this.attempt = attempt;
    this.clock = clock;
    this.permits = new Semaphore(concurrency);
    this.thread = Thread.ofVirtual().name("actions").unstarted(this::run);
  }

  /** Starts to run actions. */
  public void start() {
    thread.start();
  }

  /** New actions were committed. Returns at once. */
  public void wake() {
    wake.release();
  }

  /** Who may do what has changed: what failed for lack of a permission is tried at once. */
  public void permissionsChanged() {
    permissions.incrementAndGet();
    wake.release();
  }

  /** Gives a dead action another round of attempts. Durable when the future completes. */
  public CompletableFuture<Void> resubmit(String key) {
    return table
        .resubmit(key, clock.instant())
        .thenRun(() -> {
          scanNow = true;
          wake.release();
        });
  }

  /** Lets running attempts end, within limits, and starts no more. */
  @Override
  public void close() {
    closed = true;
    wake.release();
    try {
      thread.join(CLOSE_PATIENCE);
      workers.shutdown();
      if (!workers.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!closed) {
        try {
          step();
        } catch (RuntimeException e) {
          LOG.warn("actions: {}", e.toString());
          boolean _ = wake.tryAcquire(RESCAN.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void step() throws InterruptedException {
    takeEnds();
    load();
    long changes = permissions.get();
    if (changes != permissionsSeen) {
      permissionsSeen = changes;
      queue.permissionsChanged(clock.instant());
    }
    Optional<StoredAction> due = queue.poll(clock.instant());
    while (due.isPresent() && !closed) {
      dispatch(due.get());
      takeEnds();
      due = queue.poll(clock.instant());
    }
    Duration wait = queue.untilDue(clock.instant()).orElse(RESCAN);
    wait = wait.compareTo(RESCAN) > 0 ? RESCAN : wait;
    if (wake.tryAcquire(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
      wake.drainPermits();
    }
  }

  private void dispatch(StoredAction action) throws InterruptedException {
    permits.acquire();
    workers.execute(() -> {
      long began = permissions.get();
      try {
        ends.add(new Ended(attempt.run(action), began));
      } finally {
        permits.release();
        wake.release();
      }
    });
  }

  private void takeEnds() {
    for (Ended ended = ends.poll(); ended != null; ended = ends.poll()) {
      ActionAttempt.End end = ended.end();
      if (end.retryAt().isPresent()) {
        boolean changed = end.forbidden() && ended.permissions() != permissions.get();
        queue.again(end.action(), changed ? clock.instant() : end.retryAt().get(), end.forbidden());
      } else {
        queue.finished(end.action());
      }
    }
  }

  /** Loads what is new, and from time to time everything, for what was resubmitted elsewhere. */
  private void load() {
    if (queue.size() >= MAX_LOADED) {
      return;
    }
    Instant now = clock.instant();
    if (scanNow || !now.isBefore(nextScan)) {
      scanNow = false;
      nextScan = now.plus(RESCAN);
      loadedUpTo = 0;
    }
    List<StoredAction> page = new ArrayList<>(table.pending(loadedUpTo, PAGE));
    while (!page.isEmpty()) {
      page.forEach(queue::add);
      loadedUpTo = page.getLast().id();
      page =
          page.size() < PAGE || queue.size() >= MAX_LOADED
              ? List.of()
              : table.pending(loadedUpTo, PAGE);
    }
  }
}
