package dev.understack.store;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets what is old: events that were decided, decisions, finished actions and recorded changes.
 * It works in small steps, so that other writes get their turn. Events that a sensor has yet to
 * decide, pending actions and dead letters stay, however old they are.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration BETWEEN_RUNS = Duration.ofHours(1);

  /** Rows removed in one transaction. */
  private static final int STEP = 500;

  /** Rows looked at, from the oldest on, before a step gives up. */
  private static final int LOOKED_AT = 20_000;

  /** Parts in which a hash index is cleaned. */
  private static final int INDEX_PARTS = 64;

  private final Writer writer;
  private final Clock clock;
  private final List<HashIndex> eventIndexes;
  private final List<HashIndex> actionIndexes;

  /** Written by the one call of start. */
  private volatile @Nullable Thread thread;

  Retention(
      Writer writer, Clock clock, List<HashIndex> eventIndexes, List<HashIndex> actionIndexes) {
    this.writer = writer;
    this.clock = clock;
    this.eventIndexes = eventIndexes;
    this.actionIndexes = actionIndexes;
  }

  /** Forgets every hour what is older than this. */
  void start(Duration kept) {
    thread = Thread.ofVirtual().name("store-retention").start(() -> run(kept));
  }

  void stop() throws InterruptedException {
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      running.join();
    }
  }

  private void run(Duration kept) {
    try {
      while (true) {
        try {
          forget(clock.instant().minus(kept));
        } catch (CompletionException e) {
          LOG.warn("old events are kept for now: {}", e.getMessage());
        }
        Thread.sleep(BETWEEN_RUNS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Forgets everything from before; returns how many events that were. */
  long forget(Instant before) {
    long nanos = Sql.nanos(before);
    long events = repeat(sql -> forgetEvents(sql, nanos));
    if (events > 0) {
      eventIndexes.forEach(index -> clean(index, "SELECT min(sequence) FROM event"));
    }
    if (repeat(sql -> forgetActions(sql, nanos)) > 0) {
      actionIndexes.forEach(index -> clean(index, "SELECT min(id) FROM action"));
    }
    repeat(sql ->
        sql.update(
            "DELETE FROM external_change WHERE id IN"
                + " (SELECT id FROM external_change WHERE at<? ORDER BY id LIMIT ?)",
            nanos,
            STEP));
    return events;
  }

  private interface Step {
    int run(Sql sql) throws SQLException;
  }

  private long repeat(Step step) {
    long all = 0;
    int removed = STEP;
    while (removed == STEP && !Thread.currentThread().isInterrupted()) {
      removed =
          writer
              .submit(
                  Durability.PROCESS,
                  Writer.Undo.NOTHING,
                  transaction -> step.run(transaction.sql()))
              .join();
      all += removed;
    }
    return all;
  }

  /** A bus that no sensor has ever read has position 0; its events are not waited for. */
  private static int forgetEvents(Sql sql, long before) throws SQLException {
    List<Old> old =
        sql.all(
            "SELECT e.sequence, b.id FROM event e"
                + " JOIN stream s ON s.id = e.stream JOIN bus b ON b.id = s.bus"
                + " WHERE e.sequence < min((SELECT max(sequence) FROM event),"
                + " (SELECT min(sequence) FROM event) + ?1)"
                + " AND e.time < ?2 AND (b.position = 0 OR e.sequence <= b.position)"
                + " ORDER BY e.sequence LIMIT ?3",
            row -> new Old(row.getLong(1), row.getLong(2)),
            LOOKED_AT,
            before,
            STEP);
    for (Old event : old) {
      sql.update("DELETE FROM event WHERE sequence=?", event.sequence);
      sql.update("DELETE FROM decision WHERE bus=? AND sequence=?", event.bus, event.sequence);
    }
    return old.size();
  }

  private record Old(long sequence, long bus) {}

  private static int forgetActions(Sql sql, long before) throws SQLException {
    return sql.update(
        "DELETE FROM action WHERE id IN (SELECT id FROM action"
            + " WHERE id < min((SELECT max(id) FROM action), (SELECT min(id) FROM action) + ?)"
            + " AND state='DONE' AND finished<? ORDER BY id LIMIT ?)",
        LOOKED_AT,
        before,
        STEP);
  }

  private void clean(HashIndex index, String oldestRow) {
    for (int part = 0; part < INDEX_PARTS; part++) {
      int each = part;
      writer
          .submit(
              Durability.PROCESS,
              transaction -> {
                long oldest = transaction.sql().number(oldestRow);
                index.forgetBelow(transaction.sql(), oldest, each, INDEX_PARTS);
              })
          .join();
    }
  }
}
