package dev.understack.store;

import java.sql.SQLException;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;

/** A few read connections that callers share. Every read sees one consistent snapshot. */
final class Readers {
  private static final int COUNT = 4;
  private final StoreFile file;
  private final BlockingDeque<Sql> idle = new LinkedBlockingDeque<>();
  private volatile boolean closed;

  Readers(StoreFile file) throws SQLException {
    this.file = file;
    for (int i = 0; i < COUNT; i++) {
      idle.add(file.openReader());
    }
  }

  /** What to read. */
  interface Read<T> {
    T from(Sql sql) throws SQLException;
  }

  /** Reads with one statement. */
  <T> T one(Read<T> read) {
    Sql sql = take();
    try {
      return read.from(sql);
    } catch (SQLException e) {
      throw file.unavailable(e);
    } finally {
      idle.addFirst(sql);
    }
  }

  /** Reads with several statements that see the same snapshot. */
  <T> T several(Read<T> read) {
    return one(sql -> {
      sql.execute("BEGIN");
      try {
        return read.from(sql);
      } finally {
        sql.execute("COMMIT");
      }
    });
  }

  void stop() throws SQLException, InterruptedException {
    closed = true;
    for (int i = 0; i < COUNT; i++) {
      idle.take().close();
    }
  }

  private Sql take() {
    try {
      if (!closed) {
        return idle.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreUnavailableException(
        "store " + file.path() + " is closed, or the reading thread was interrupted");
  }
}
