package dev.understack.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All durable state of one installation in one SQLite file. Beside it lie its write-ahead log, a
 * lock file with the owner's pid and the key that seals secrets.
 *
 * <p>Every write returns a future whose callbacks must not block. Events and objects, which are
 * promised to someone outside, complete once they are on disk. Decisions, actions, runs and changes
 * complete once they are committed: they survive the end of the process, and 50 ms later at most
 * that of the machine. A machine that fails before leaves the store as it was a moment earlier,
 * never with a part of a transaction or with a later one without an earlier one.
 *
 * <p>Safe for several threads. After {@link #close} every call fails with {@link
 * StoreUnavailableException}.
 */
public final class SqliteStore implements AutoCloseable {
  private final StoreLock lock;
  private final Sealer sealer;
  private final Readers readers;
  private final Checkpointer checkpointer;
  private final Writer writer;
  private final EventTable events;
  private final DecisionTable decisions;
  private final ActionTable actions;
  private final RunTable runs;
  private final ChangeTable changes;
  private final ObjectTable objects;
  private final Retention retention;

  private SqliteStore(StoreLock lock, StoreFile file, Sql sql, Sealer sealer, Clock clock)
      throws SQLException {
    HashIndex eventIds = new HashIndex("event_id_index");
    HashIndex eventKeys = new HashIndex("event_key_index");
    HashIndex actionKeys = new HashIndex("action_key_index");
    HashIndex actionEvents = new HashIndex("action_event_index");
    Streams streams = new Streams();
    Feeds feeds = new Feeds();
    ObjectCodec codec = new ObjectCodec(sealer);
    ObjectRows objectRows = new ObjectRows(sql, codec, feeds);
    ActionRows actionRows = new ActionRows(sql, actionKeys, actionEvents);
    EventRows eventRows = new EventRows(sql, streams, eventIds, eventKeys);

    this.lock = lock;
    this.sealer = sealer;
    this.readers = new Readers(file);
    this.checkpointer = new Checkpointer(file);
    this.writer =
        new Writer(file, sql, checkpointer, List.of(eventIds, eventKeys, actionKeys, actionEvents));
    this.events = new SqlEventTable(readers, writer, eventRows);
    this.decisions = new SqlDecisionTable(readers, writer, streams, actionRows, clock);
    this.actions = new SqlActionTable(readers, writer, actionRows, clock);
    this.runs = new SqlRunTable(readers, writer, new WorkflowRows(objectRows, codec, feeds));
    this.changes = new SqlChangeTable(readers, writer);
    this.objects = new SqlObjectTable(readers, writer, objectRows, codec, feeds);
    this.retention =
        new Retention(
            writer, clock, List.of(eventIds, eventKeys), List.of(actionKeys, actionEvents));
  }

  /**
   * Opens the store, which is made when the file is not there; its folder must exist.
   *
   * @throws StoreUnavailableException when another process has it, or it cannot be read and written
   */
  public static SqliteStore open(Path file) {
    return open(file, Clock.systemUTC());
  }

  /** Opens the store with a clock for the times that it sets itself. */
  public static SqliteStore open(Path file, Clock clock) {
    StoreLock lock = StoreLock.acquire(file);
    StoreFile storeFile = new StoreFile(file);
    try {
      Sql sql = storeFile.openWriter();
      Schema.migrate(sql, storeFile);
      return new SqliteStore(lock, storeFile, sql, sealer(sql, file), clock);
    } catch (SQLException e) {
      StoreUnavailableException unavailable = storeFile.unavailable(e);
      release(lock, unavailable);
      throw unavailable;
    } catch (StoreUnavailableException e) {
      release(lock, e);
      throw e;
    }
  }

  public EventTable events() {
    return events;
  }

  public DecisionTable decisions() {
    return decisions;
  }

  public ActionTable actions() {
    return actions;
  }

  public RunTable runs() {
    return runs;
  }

  public ChangeTable changes() {
    return changes;
  }

  public ObjectTable objects() {
    return objects;
  }

  /**
   * From now on forgets what gets older than this: decided events, decisions, finished actions and
   * recorded changes. To be called once; without it everything is kept.
   */
  public void keepFor(Duration age) {
    retention.start(age);
  }

  /** Forgets what is older than {@code before}, now; returns how many events that were. */
  public long forget(Instant before) {
    return retention.forget(before);
  }

  /** A 256-bit key that only this installation has; the same for the same purpose. */
  public byte[] deriveKey(String purpose) {
    return sealer.derive(purpose);
  }

  /** Commits what was handed over, then releases the file. */
  @Override
  public void close() {
    try {
      retention.stop();
      writer.stop();
      readers.stop();
      checkpointer.stop();
      lock.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | IOException e) {
      throw new StoreUnavailableException("the store was not closed cleanly", e);
    }
  }

  /**
   * The file remembers which key its secrets are sealed with, so that a wrong key is told at once.
   */
  private static Sealer sealer(Sql sql, Path file) throws SQLException {
    Optional<String> expected =
        sql.first("SELECT value FROM meta WHERE name='key_id'", row -> row.getString(1));
    Sealer sealer = Sealer.open(file, expected.isEmpty());
    if (expected.isEmpty()) {
      sql.update("INSERT INTO meta VALUES ('key_id', ?)", sealer.keyId());
    } else if (!expected.get().equals(sealer.keyId())) {
      throw new StoreUnavailableException(
          "key file %s.key does not belong to store %s: put the right key in its place"
              .formatted(file, file));
    }
    return sealer;
  }

  private static void release(StoreLock lock, StoreUnavailableException failure) {
    try {
      lock.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
