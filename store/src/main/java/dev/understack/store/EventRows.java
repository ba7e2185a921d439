package dev.understack.store;

import dev.understack.store.EventTable.Appended;
import dev.understack.store.Streams.Stream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of events and their two indexes. Only the writer thread inserts. */
final class EventRows {
  static final String COLUMNS = "SELECT sequence, stream, id, time, data FROM event ";

  private final Streams streams;
  private final HashIndex ids;
  private final HashIndex dedupKeys;

  /** Only the writer uses it. */
  private long lastSequence;

  EventRows(Sql start, Streams streams, HashIndex ids, HashIndex dedupKeys) throws SQLException {
    this.streams = streams;
    this.ids = ids;
    this.dedupKeys = dedupKeys;
    this.lastSequence = start.number("SELECT max(sequence) FROM event");
    index(start);
  }

  /** Appends an event unless its deduplication key is there. */
  Appended insert(Transaction transaction, NewEvent event) throws SQLException {
    Sql sql = transaction.sql();
    long stream =
        streams.streamToWrite(
            transaction, new Stream(event.bus(), event.source(), event.subject(), event.type()));
    String dedupKey = event.dedupKey();
    if (dedupKey != null) {
      Optional<Long> earlier = findDuplicate(sql, event, dedupKey);
      if (earlier.isPresent()) {
        return new Appended(earlier.get(), true);
      }
    }
    long sequence = ++lastSequence;
    sql.update(
        "INSERT INTO event (sequence, stream, id, time, dedup_key, data)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        sequence,
        stream,
        event.id(),
        Sql.nanos(event.time()),
        dedupKey,
        event.data());
    ids.add(event.id(), sequence);
    if (dedupKey != null) {
      dedupKeys.add(dedupHashKey(event.source(), event.subject(), dedupKey), sequence);
    }
    return new Appended(sequence, false);
  }

  private Optional<Long> findDuplicate(Sql sql, NewEvent event, String dedupKey)
      throws SQLException {
    String hashKey = dedupHashKey(event.source(), event.subject(), dedupKey);
    for (long sequence : dedupKeys.candidates(sql, hashKey)) {
      Optional<Keyed> keyed =
          sql.first(
              "SELECT stream, dedup_key FROM event WHERE sequence=?",
              row -> new Keyed(streams.stream(sql, row.getLong(1)), row.getString(2)),
              sequence);
      if (keyed.isPresent() && keyed.get().matches(event, dedupKey)) {
        return Optional.of(sequence);
      }
    }
    return Optional.empty();
  }

  private record Keyed(Stream stream, @Nullable String dedupKey) {
    boolean matches(NewEvent event, String key) {
      return Objects.equals(dedupKey, key)
          && stream.bus().equals(event.bus())
          && stream.source().equals(event.source())
          && stream.subject().equals(event.subject());
    }
  }

  private static String dedupHashKey(String source, String subject, String key) {
    return source + '\n' + subject + '\n' + key;
  }

  /** Events of some streams after a sequence number, ascending. */
  List<StoredEvent> after(Sql sql, List<Long> streamIds, long sequence, int limit)
      throws SQLException {
    if (streamIds.size() == 1) {
      return sql.all(
          COLUMNS + "WHERE stream=? AND sequence>? ORDER BY sequence LIMIT ?",
          row -> read(sql, row),
          streamIds.getFirst(),
          sequence,
          limit);
    }
    List<Long> sequences = new ArrayList<>();
    for (long stream : streamIds) {
      sequences.addAll(
          sql.all(
              "SELECT sequence FROM event WHERE stream=? AND sequence>? ORDER BY sequence LIMIT ?",
              row -> row.getLong(1),
              stream,
              sequence,
              limit));
    }
    Collections.sort(sequences);
    List<StoredEvent> events = new ArrayList<>();
    for (long each : sequences.subList(0, Math.min(limit, sequences.size()))) {
      find(sql, each).ifPresent(events::add);
    }
    return events;
  }

  Optional<StoredEvent> find(Sql sql, String id) throws SQLException {
    for (long sequence : ids.candidates(sql, id)) {
      Optional<StoredEvent> found = find(sql, sequence).filter(event -> event.id().equals(id));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  Optional<StoredEvent> find(Sql sql, long sequence) throws SQLException {
    return sql.first(COLUMNS + "WHERE sequence=?", row -> read(sql, row), sequence);
  }

  StoredEvent read(Sql sql, ResultSet row) throws SQLException {
    Stream stream = streams.stream(sql, row.getLong(2));
    return new StoredEvent(
        row.getLong(1),
        stream.bus(),
        row.getString(3),
        stream.source(),
        stream.subject(),
        stream.type(),
        Sql.time(row.getLong(4)),
        row.getString(5));
  }

  /** Adds the rows to the indexes that came after their last flush. */
  private void index(Sql start) throws SQLException {
    for (Unindexed row : unindexed(start, ids.start(start, lastSequence))) {
      ids.add(row.id, row.sequence);
    }
    for (Unindexed row : unindexed(start, dedupKeys.start(start, lastSequence))) {
      if (row.dedupKey != null) {
        Stream stream = streams.stream(start, row.stream);
        dedupKeys.add(dedupHashKey(stream.source(), stream.subject(), row.dedupKey), row.sequence);
      }
    }
  }

  private static List<Unindexed> unindexed(Sql start, long above) throws SQLException {
    return start.all(
        "SELECT sequence, stream, id, dedup_key FROM event WHERE sequence>?",
        row -> new Unindexed(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4)),
        above);
  }

  private record Unindexed(long sequence, long stream, String id, @Nullable String dedupKey) {}
}
