package dev.understack.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names that events share: buses, and streams of one source, subject and type on a bus. Rows
 * hold their numbers. The writer adds; any thread may read.
 */
final class Streams {
  private final Map<Long, Stream> streams = new ConcurrentHashMap<>();

  /** Only numbers of committed rows. */
  private final Map<Stream, Long> streamIds = new ConcurrentHashMap<>();

  /** Only numbers of committed rows. */
  private final Map<String, Long> busIds = new ConcurrentHashMap<>();

  record Stream(String bus, String source, String subject, String type) {}

  /** The number of a bus, which is added when it is new. */
  long busToWrite(Transaction transaction, String name) throws SQLException {
    Long known = busIds.get(name);
    if (known != null) {
      return known;
    }
    Sql sql = transaction.sql();
    sql.update("INSERT OR IGNORE INTO bus (name) VALUES (?)", name);
    long id = sql.number("SELECT id FROM bus WHERE name=?", name);
    transaction.afterCommit(() -> busIds.put(name, id));
    return id;
  }

  /** The number of a stream, which is added when it is new. */
  long streamToWrite(Transaction transaction, Stream stream) throws SQLException {
    Long known = streamIds.get(stream);
    if (known != null) {
      return known;
    }
    Sql sql = transaction.sql();
    long bus = busToWrite(transaction, stream.bus);
    sql.update(
        "INSERT OR IGNORE INTO stream (bus, source, subject, type) VALUES (?, ?, ?, ?)",
        bus,
        stream.source,
        stream.subject,
        stream.type);
    long id =
        sql.number(
            "SELECT id FROM stream WHERE bus=? AND source=? AND subject=? AND type=?",
            bus,
            stream.source,
            stream.subject,
            stream.type);
    transaction.afterCommit(() -> streamIds.put(stream, id));
    return id;
  }

  /** The stream with a number that a row holds. */
  Stream stream(Sql sql, long id) throws SQLException {
    Stream known = streams.get(id);
    if (known == null) {
      known =
          sql.first(
                  "SELECT b.name, s.source, s.subject, s.type FROM stream s"
                      + " JOIN bus b ON b.id = s.bus WHERE s.id=?",
                  row ->
                      new Stream(
                          row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                  id)
              .orElseThrow();
      streams.put(id, known);
    }
    return known;
  }

  /** Numbers of the streams that match; an empty text matches everything. */
  static List<Long> matching(Sql sql, EventTable.EventFilter filter) throws SQLException {
    return sql.all(
        "SELECT s.id FROM stream s JOIN bus b ON b.id = s.bus WHERE ?1 IN ('', b.name)"
            + " AND ?2 IN ('', s.source) AND ?3 IN ('', s.subject)",
        row -> row.getLong(1),
        filter.bus(),
        filter.source(),
        filter.subject());
  }
}
