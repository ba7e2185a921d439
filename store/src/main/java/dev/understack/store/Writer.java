package dev.understack.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes everything that has queued up since its last commit and
 * commits it in one transaction.
 *
 * <p>A second thread tells the callers, so that the writer is already at the next transaction;
 * those who wait for the disk hear from the {@link Flusher}. Callbacks on the returned futures run
 * on these two threads and must not block.
 */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final int QUEUE_LIMIT = 16_384;
  private static final int BATCH_LIMIT = 4_096;

  private final StoreFile file;
  private final Checkpointer checkpointer;
  private final List<HashIndex> indexes;
  private final BlockingQueue<Entry<?>> queue = new ArrayBlockingQueue<>(QUEUE_LIMIT);
  private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
  private final Thread writing;
  private final Thread telling;
  private final Flusher flusher;
  private volatile boolean closed;

  /** Only the writing thread uses it; null after a failure, until the next batch opens it again. */
  private @Nullable Sql sql;

  Writer(StoreFile file, Sql sql, Checkpointer checkpointer, List<HashIndex> indexes) {
    this.file = file;
    this.sql = sql;
    this.checkpointer = checkpointer;
    this.indexes = indexes;
    this.flusher = new Flusher(file::flush);
    this.writing = Thread.ofPlatform().name("store-writer").start(this::write);
    this.telling = Thread.ofPlatform().name("store-teller").start(this::tell);
  }

  /** A part of a transaction. */
  interface Job<T> {
    T run(Transaction transaction) throws SQLException;
  }

  /** A job without a result. */
  interface Step {
    void run(Transaction transaction) throws SQLException;
  }

  /** Whether a job that throws leaves changes behind that must be undone. */
  enum Undo {
    /** It throws, if at all, before its first change. */
    NOTHING,
    SAVEPOINT
  }

  /**
   * Queues a job; waits while the queue is full. The future completes once the job is as durable as
   * asked, or with what the job threw, or with {@link StoreUnavailableException}.
   */
  <T> CompletableFuture<T> submit(Durability durability, Undo undo, Job<T> job) {
    Entry<T> entry = new Entry<>(durability, undo, job);
    try {
      queue.put(entry);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      entry.future.completeExceptionally(
          new StoreUnavailableException("interrupted while waiting for the store", e));
    }
    if (closed) {
      refuseQueued();
    }
    return entry.future;
  }

  /** Like {@link #submit}, for a step that throws before its first change, if at all. */
  @SuppressWarnings("NullAway") // Void has no value but null
  CompletableFuture<Void> submit(Durability durability, Step step) {
    return submit(
        durability,
        Undo.NOTHING,
        transaction -> {
          step.run(transaction);
          return null;
        });
  }

  /** Commits what is queued, then ends. */
  void stop() throws InterruptedException {
    closed = true;
    queue.put(new Entry<>(Durability.DISK, Undo.NOTHING, transaction -> ""));
    writing.join();
    refuseQueued();
    told.put(telling::interrupt);
    telling.join();
    flusher.stop();
  }

  private void refuseQueued() {
    List<Entry<?>> late = new ArrayList<>();
    queue.drainTo(late);
    late.forEach(entry -> entry.fail(new StoreUnavailableException("the store is closed")));
  }

  private void write() {
    try {
      while (!closed || !queue.isEmpty()) {
        Entry<?> first = queue.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          List<Entry<?>> batch = new ArrayList<>();
          batch.add(first);
          queue.drainTo(batch, BATCH_LIMIT - 1);
          commit(batch);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  private void commit(List<Entry<?>> batch) {
    try {
      Sql connected = connect();
      Transaction transaction = new Transaction(connected);
      connected.execute("BEGIN IMMEDIATE");
      for (Entry<?> entry : batch) {
        entry.run(transaction);
      }
      for (HashIndex index : indexes) {
        index.flushIfLarge(transaction);
      }
      connected.execute("COMMIT");
      told.add(() -> tell(transaction, batch));
      checkpointer.committed(connected, batch.size());
    } catch (SQLException failure) {
      fail(batch, file.unavailable(failure));
    } catch (RuntimeException bug) {
      LOG.error("a transaction was given up", bug);
      fail(batch, new StoreUnavailableException("the store gave a transaction up", bug));
    }
  }

  /** Closing the connection rolls the transaction back. */
  private void fail(List<Entry<?>> batch, StoreUnavailableException unavailable) {
    disconnect();
    told.add(() -> batch.forEach(entry -> entry.fail(unavailable)));
  }

  private void tell(Transaction transaction, List<Entry<?>> batch) {
    for (Runnable action : transaction.actions()) {
      try {
        action.run();
      } catch (RuntimeException bug) {
        LOG.error("what follows from a commit failed", bug);
      }
    }
    List<Entry<?>> waiting = new ArrayList<>();
    for (Entry<?> entry : batch) {
      if (entry.durability == Durability.DISK) {
        waiting.add(entry);
      } else {
        entry.complete();
      }
    }
    flusher.committed(waiting);
  }

  private void tell() {
    try {
      while (true) {
        told.take().run();
      }
    } catch (InterruptedException _) {
      told.forEach(Runnable::run);
    }
  }

  private Sql connect() throws SQLException {
    Sql connected = sql;
    if (connected == null) {
      connected = file.openWriter();
      sql = connected;
    }
    return connected;
  }

  /** Closing the connection rolls an open transaction back. */
  private void disconnect() {
    Sql connected = sql;
    sql = null;
    if (connected != null) {
      try {
        connected.close();
      } catch (SQLException _) {
        // The transaction has failed already; its callers hear the first cause.
      }
    }
  }

  /** A queued job with its outcome, which is given to the caller after the commit or the flush. */
  private static final class Entry<T> implements Flusher.Caller {
    private final Durability durability;
    private final Undo undo;
    private final Job<T> job;
    private final CompletableFuture<T> future = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable RuntimeException refusal;

    Entry(Durability durability, Undo undo, Job<T> job) {
      this.durability = durability;
      this.undo = undo;
      this.job = job;
    }

    void run(Transaction transaction) throws SQLException {
      if (undo == Undo.NOTHING) {
        runJob(transaction);
        return;
      }
      int mark = transaction.mark();
      transaction.sql().execute("SAVEPOINT job");
      try {
        runJob(transaction);
      } catch (SQLException e) {
        if (!StoreFile.isFaultOfStatement(e)) {
          throw e;
        }
        refusal = new IllegalStateException("the store refused a row: " + e.getMessage(), e);
      }
      if (refusal != null) {
        transaction.sql().execute("ROLLBACK TO job");
        transaction.forgetSince(mark);
      }
      transaction.sql().execute("RELEASE job");
    }

    private void runJob(Transaction transaction) throws SQLException {
      try {
        result = job.run(transaction);
        refusal = null;
      } catch (RuntimeException e) {
        refusal = e;
      }
    }

    @SuppressWarnings("NullAway") // a job without a value returns null for Void
    void complete() {
      if (refusal == null) {
        future.complete(result);
      } else {
        future.completeExceptionally(refusal);
      }
    }

    @Override
    public void onDisk() {
      complete();
    }

    @Override
    public void fail(StoreUnavailableException unavailable) {
      future.completeExceptionally(unavailable);
    }
  }
}
