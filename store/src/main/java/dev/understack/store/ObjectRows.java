package dev.understack.store;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectCodec.Columns;
import dev.understack.store.ObjectConflictException.Found;
import dev.understack.store.ObjectFeed.ObjectChange.Kind;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes object rows, gives out versions and tells the feeds. Used by the writer thread alone. */
final class ObjectRows {
  /** Deletions that are remembered for watchers that come back, at least. */
  private static final int DELETIONS_KEPT = 2_000;

  private static final int DELETIONS_BETWEEN_SWEEPS = 500;
  static final String VERSION =
      "SELECT max(ifnull((SELECT max(version) FROM object), 1),"
          + " ifnull((SELECT max(version) FROM deletion), 1))";

  private final ObjectCodec codec;
  private final Feeds feeds;
  private long lastVersion;
  private int deletionsSinceSweep;

  ObjectRows(Sql start, ObjectCodec codec, Feeds feeds) throws SQLException {
    this.codec = codec;
    this.feeds = feeds;
    this.lastVersion = start.number(VERSION);
  }

  KubeObject insert(Transaction transaction, ObjectKey key, KubeObject object, Columns columns)
      throws SQLException {
    Sql sql = transaction.sql();
    if (row(sql, key) != null) {
      throw new ObjectConflictException(key, Found.EXISTING);
    }
    long version = ++lastVersion;
    sql.update(
        "INSERT INTO object (api_group, kind, namespace, name, uid, version, created, body,"
            + " status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        key.type().group(),
        key.type().kind(),
        key.namespace(),
        key.name(),
        object.uid(),
        version,
        version,
        columns.body(),
        columns.status());
    insertOwners(sql, object);
    KubeObject stored = ObjectCodec.withVersion(object, version);
    publish(transaction, Kind.ADDED, key, version, version, stored);
    return stored;
  }

  KubeObject replace(
      Transaction transaction, ObjectKey key, long expected, KubeObject given, Columns prepared)
      throws SQLException {
    Sql sql = transaction.sql();
    Row row = expect(sql, key, expected);
    KubeObject object = given;
    Columns columns = prepared;
    if (given.status().has("nodes") && hasRun(sql, row.uid)) {
      object = ObjectCodec.withoutNodes(given);
      columns = codec.encode(key, object);
    }
    long version = ++lastVersion;
    sql.update(
        "UPDATE object SET version=?, body=?, status=? WHERE uid=?",
        version,
        columns.body(),
        columns.status(),
        row.uid);
    sql.update("DELETE FROM object_owner WHERE object=?", row.uid);
    insertOwners(sql, object);
    KubeObject stored = ObjectCodec.withVersion(object, version);
    publish(transaction, Kind.MODIFIED, key, row.created, version, stored);
    return stored;
  }

  KubeObject delete(Transaction transaction, ObjectKey key, long expected) throws SQLException {
    Sql sql = transaction.sql();
    Row row = expect(sql, key, expected);
    long version = ++lastVersion;
    KubeObject last = codec.decode(row.body, row.status, row.uid, version);
    sql.update("DELETE FROM object WHERE uid=?", row.uid);
    sql.update("DELETE FROM object_owner WHERE object=?", row.uid);
    if (key.type().equals(ResourceTypes.WORKFLOW)) {
      sql.update("DELETE FROM node WHERE run = (SELECT id FROM run WHERE workflow=?)", row.uid);
      sql.update("DELETE FROM run WHERE workflow=?", row.uid);
    }
    Columns columns = codec.encode(key, last);
    sql.update(
        "INSERT INTO deletion VALUES (?, ?, ?, ?, ?, ?, ?)",
        version,
        row.created,
        key.type().group(),
        key.type().kind(),
        key.namespace(),
        row.uid,
        columns.body());
    forgetOldDeletions(sql);
    publish(transaction, Kind.DELETED, key, row.created, version, last);
    return last;
  }

  /** The next version, which is never given out again. */
  long nextVersion() {
    return ++lastVersion;
  }

  private void publish(
      Transaction transaction,
      Kind kind,
      ObjectKey key,
      long created,
      long version,
      KubeObject object) {
    transaction.afterCommit(() ->
        feeds.publish(
            new Feeds.Change(
                kind, key.type(), key.namespace(), object.uid(), created, version, object)));
  }

  private static boolean hasRun(Sql sql, String uid) throws SQLException {
    return sql.number("SELECT count(*) FROM run WHERE workflow=?", uid) > 0;
  }

  private static void insertOwners(Sql sql, KubeObject object) throws SQLException {
    for (JsonNode owner : object.metadata().path("ownerReferences")) {
      sql.update(
          "INSERT OR IGNORE INTO object_owner VALUES (?, ?)",
          owner.path("uid").asString(""),
          object.uid());
    }
  }

  private static Row expect(Sql sql, ObjectKey key, long version) throws SQLException {
    Row row = row(sql, key);
    if (row == null) {
      throw new ObjectConflictException(key, Found.NOTHING);
    }
    if (row.version != version) {
      throw new ObjectConflictException(key, Found.OTHER_VERSION);
    }
    return row;
  }

  private static @Nullable Row row(Sql sql, ObjectKey key) throws SQLException {
    return sql.first(
            "SELECT uid, version, created, body, status FROM object"
                + " WHERE api_group=? AND kind=? AND namespace=? AND name=?",
            row ->
                new Row(
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getObject(4),
                    row.getString(5)),
            key.type().group(),
            key.type().kind(),
            key.namespace(),
            key.name())
        .orElse(null);
  }

  private record Row(
      String uid, long version, long created, Object body, @Nullable String status) {}

  private void forgetOldDeletions(Sql sql) throws SQLException {
    if (++deletionsSinceSweep < DELETIONS_BETWEEN_SWEEPS) {
      return;
    }
    deletionsSinceSweep = 0;
    long forgotten =
        sql.number(
            "SELECT version FROM deletion ORDER BY version DESC LIMIT 1 OFFSET ?", DELETIONS_KEPT);
    if (forgotten > 0) {
      sql.update("DELETE FROM deletion WHERE version<=?", forgotten);
      sql.update("INSERT OR REPLACE INTO meta VALUES ('forgotten_deletion', ?)", forgotten);
    }
  }
}
