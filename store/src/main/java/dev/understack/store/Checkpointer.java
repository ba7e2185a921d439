package dev.understack.store;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the store file, seldom and beside the writer. Only when the log
 * has grown far does the writer itself wait for a checkpoint, so that the log starts over.
 */
final class Checkpointer {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final long PAGES_BETWEEN = 4_096;
  private static final long PAGES_BEFORE_RESTART = 16_384;
  private static final int PAGES_PER_COMMIT = 3;
  private static final int JOBS_PER_PAGE = 5;

  private final StoreFile file;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /** Set by the checkpoint thread when the log is long, cleared by the writer. */
  private volatile boolean restart;

  /** An estimate; only the writer uses it. */
  private long pagesSince;

  Checkpointer(StoreFile file) {
    this.file = file;
    this.thread = Thread.ofPlatform().name("store-checkpoint").start(this::run);
  }

  /** Called by the writer after each commit. */
  void committed(Sql writer, int jobs) throws SQLException {
    pagesSince += PAGES_PER_COMMIT + jobs / JOBS_PER_PAGE;
    if (restart) {
      restart = false;
      writer.first("PRAGMA wal_checkpoint(RESTART)", row -> row.getInt(1));
    }
    if (pagesSince > PAGES_BETWEEN) {
      pagesSince = 0;
      due.release();
    }
  }

  void stop() throws InterruptedException {
    closed = true;
    due.release();
    thread.join();
  }

  private void run() {
    while (true) {
      due.acquireUninterruptibly();
      due.drainPermits();
      if (closed) {
        return;
      }
      try (Sql sql = file.openCheckpointer()) {
        long pages = sql.first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getLong(2)).orElse(0L);
        restart = pages > PAGES_BEFORE_RESTART;
      } catch (SQLException e) {
        LOG.warn("checkpoint put off: {}", file.unavailable(e).getMessage());
      }
    }
  }
}
