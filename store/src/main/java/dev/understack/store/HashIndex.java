package dev.understack.store;

import dev.understack.store.RecentEntries.Entry;
import java.sql.SQLException;
import java.util.List;

/**
 * An index from texts to row ids that is cheap to add to.
 *
 * <p>Random keys make a B-tree touch another page for every row, which would multiply what each
 * commit writes. So new entries wait in memory and go to the table in sorted bulk; after a restart
 * they are read back from the rows themselves. The index holds hashes and may name rows that do not
 * match or were never committed: readers check the row.
 *
 * <p>The writer adds; any thread may look up.
 */
final class HashIndex {
  private static final int FLUSH_SIZE = 32_768;
  private static final int ROWS_PER_INSERT = 64;
  private static final String REMEMBER = "INSERT OR REPLACE INTO meta VALUES (?, ?)";
  private final String table;
  private final RecentEntries recent = new RecentEntries();

  /** Highest row id added so far; only the writer uses it. */
  private long highest;

  /** Only the writer uses it. */
  private int addedSinceFlush;

  /**
   * @param table {@code (hash, id)} without rowid; {@code meta} remembers under its name up to
   *     which row id it is complete
   */
  HashIndex(String table) {
    this.table = table;
  }

  /**
   * The row id up to which the table is complete; the caller adds the rows above it again.
   *
   * @param highestRow the highest row id that is there. The table may claim more when the last
   *     flush knew ids that were never committed; they will be given out again.
   */
  long start(Sql writer, long highestRow) throws SQLException {
    long complete = writer.number("SELECT value FROM meta WHERE name=?", table);
    highest = Math.min(complete, highestRow);
    if (highest < complete) {
      writer.update(REMEMBER, table, highest);
    }
    return highest;
  }

  void add(String key, long id) {
    recent.add(hash(key), id);
    highest = Math.max(highest, id);
    addedSinceFlush++;
  }

  /** Row ids that may belong to the key, newest first. */
  List<Long> candidates(Sql sql, String key) throws SQLException {
    long hash = hash(key);
    // Memory first: a flush removes entries there only after they can be read from the table.
    List<Long> ids = recent.find(hash);
    ids.addAll(
        sql.all(
            "SELECT id FROM " + table + " WHERE hash=? ORDER BY id DESC",
            row -> row.getLong(1),
            hash));
    return ids;
  }

  /** Moves the waiting entries to the table once they are many. */
  void flushIfLarge(Transaction transaction) throws SQLException {
    if (addedSinceFlush < FLUSH_SIZE) {
      return;
    }
    addedSinceFlush = 0;
    Sql sql = transaction.sql();
    List<Entry> flushed = recent.sorted();
    for (int start = 0; start < flushed.size(); start += ROWS_PER_INSERT) {
      insert(sql, flushed.subList(start, Math.min(start + ROWS_PER_INSERT, flushed.size())));
    }
    sql.update(REMEMBER, table, highest);
    long flushedUpTo = highest;
    transaction.afterCommit(() -> recent.forgetUpTo(flushedUpTo));
  }

  /** Removes one part of the entries of rows below an id from the table. */
  void forgetBelow(Sql sql, long id, int part, int parts) throws SQLException {
    long width = Long.divideUnsigned(-1L, parts);
    long from = Long.MIN_VALUE + part * width;
    long to = part == parts - 1 ? Long.MAX_VALUE : from + width;
    sql.update("DELETE FROM " + table + " WHERE hash BETWEEN ? AND ? AND id<?", from, to, id);
  }

  private void insert(Sql sql, List<Entry> entries) throws SQLException {
    Object[] values = new Object[2 * entries.size()];
    for (int i = 0; i < entries.size(); i++) {
      values[2 * i] = entries.get(i).hash();
      values[2 * i + 1] = entries.get(i).id();
    }
    sql.update(
        "INSERT OR IGNORE INTO " + table + " VALUES (?, ?)" + ", (?, ?)".repeat(entries.size() - 1),
        values);
  }

  private static long hash(String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return hash ^ (hash >>> 29);
  }
}
