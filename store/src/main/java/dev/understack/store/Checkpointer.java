package dev.understack.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the store file, seldom and beside the writer. When the log has
 * grown far, the writer itself copies the rest, so that the log starts over.
 *
 * <p>SQLite flushes the store file only when a checkpoint reaches the end of the log, which beside
 * a busy writer none does. So each checkpoint is flushed here, in small portions, lest the writer
 * waits for a large one.
 *
 * <p>It can start over only at a moment in which no reader is in it. The writer does not wait for
 * that moment but tries again after the next checkpoint, until the log has become so long that
 * waiting is the smaller evil.
 */
final class Checkpointer {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final long PAGES_BETWEEN = 1_024;
  private static final long PAGES_BEFORE_RESTART = 16_384;
  private static final long PAGES_BEFORE_WAITING = 4 * PAGES_BEFORE_RESTART;
  private static final int PAGES_PER_COMMIT = 3;
  private static final int JOBS_PER_PAGE = 5;

  private final StoreFile file;
  private final FileChannel channel;
  private final Semaphore due = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;

  /** How long the log was after the last checkpoint; set by its thread, cleared by the writer. */
  private volatile long logPages;

  /** An estimate; only the writer uses it. */
  private long pagesSince;

  Checkpointer(StoreFile file) {
    this.file = file;
    this.channel = file.openChannel();
    this.thread = Thread.ofPlatform().name("store-checkpoint").start(this::run);
  }

  /** Called by the writer after each commit. */
  void committed(Sql writer, int jobs) throws SQLException {
    pagesSince += PAGES_PER_COMMIT + jobs / JOBS_PER_PAGE;
    if (logPages > PAGES_BEFORE_RESTART) {
      restart(writer, logPages > PAGES_BEFORE_WAITING);
      logPages = 0;
    }
    if (pagesSince > PAGES_BETWEEN) {
      pagesSince = 0;
      due.release();
    }
  }

  private static void restart(Sql writer, boolean waiting) throws SQLException {
    if (!waiting) {
      writer.execute("PRAGMA busy_timeout=0");
    }
    writer.first("PRAGMA wal_checkpoint(RESTART)", row -> row.getInt(1));
    writer.execute("PRAGMA busy_timeout=" + StoreFile.PATIENCE_MILLIS);
  }

  /** To be called after all connections are closed: with a channel go their locks on the file. */
  void stop() throws InterruptedException, IOException {
    closed = true;
    due.release();
    thread.join();
    channel.close();
  }

  private void run() {
    while (true) {
      due.acquireUninterruptibly();
      due.drainPermits();
      if (closed) {
        return;
      }
      try (Sql sql = file.openCheckpointer()) {
        logPages = sql.first("PRAGMA wal_checkpoint(PASSIVE)", row -> row.getLong(2)).orElse(0L);
        channel.force(false);
      } catch (SQLException e) {
        LOG.warn("checkpoint put off: {}", file.unavailable(e).getMessage());
      } catch (IOException e) {
        LOG.warn("checkpoint not flushed: {}", e.toString());
      }
    }
  }
}
