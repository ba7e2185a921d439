package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.Feeds.Change;
import dev.understack.store.ObjectCodec.Columns;
import dev.understack.store.ObjectFeed.ObjectChange.Kind;
import dev.understack.store.Writer.Undo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects in SQLite. */
final class SqlObjectTable implements ObjectTable {
  private static final String COLUMNS =
      "SELECT uid, version, body, status, namespace, kind FROM object ";
  private static final String NODES =
      "SELECT n.id, n.status FROM node n JOIN run r ON r.id = n.run WHERE r.workflow=?";

  private final Readers readers;
  private final Writer writer;
  private final ObjectRows rows;
  private final ObjectCodec codec;
  private final Feeds feeds;

  SqlObjectTable(Readers readers, Writer writer, ObjectRows rows, ObjectCodec codec, Feeds feeds) {
    this.readers = readers;
    this.writer = writer;
    this.rows = rows;
    this.codec = codec;
    this.feeds = feeds;
  }

  @Override
  public Optional<KubeObject> find(ObjectKey key, View view) {
    return readers.several(sql -> {
      Optional<KubeObject> found =
          sql.first(
              COLUMNS + "WHERE api_group=? AND kind=? AND namespace=? AND name=?",
              this::read,
              key.type().group(),
              key.type().kind(),
              key.namespace(),
              key.name());
      return found.isPresent() ? Optional.of(view(sql, found.get(), view)) : found;
    });
  }

  @Override
  public Optional<KubeObject> find(String uid, View view) {
    return readers.several(sql -> {
      Optional<KubeObject> found = sql.first(COLUMNS + "WHERE uid=?", this::read, uid);
      return found.isPresent() ? Optional.of(view(sql, found.get(), view)) : found;
    });
  }

  @Override
  public Page list(Query query) {
    return readers.several(sql -> {
      List<KubeObject> found = rows(sql, query);
      boolean more = query.limit() > 0 && found.size() > query.limit();
      List<KubeObject> items = new ArrayList<>();
      for (KubeObject object : more ? found.subList(0, query.limit()) : found) {
        items.add(view(sql, object, query.view()));
      }
      return new Page(items, sql.number(ObjectRows.VERSION), more);
    });
  }

  @Override
  public List<KubeObject> ownedBy(String uid) {
    return readers.one(sql ->
        sql.all(
            COLUMNS + "WHERE uid IN (SELECT object FROM object_owner WHERE owner=?)",
            this::read,
            uid));
  }

  @Override
  public CompletableFuture<KubeObject> create(ObjectKey key, KubeObject object) {
    Columns columns = codec.encode(key, object);
    return writer.submit(
        Durability.DISK,
        Undo.SAVEPOINT,
        transaction -> rows.insert(transaction, key, object, columns));
  }

  @Override
  public CompletableFuture<KubeObject> replace(ObjectKey key, long version, KubeObject object) {
    Columns columns = codec.encode(key, object);
    return writer.submit(
        Durability.DISK,
        Undo.SAVEPOINT,
        transaction -> rows.replace(transaction, key, version, object, columns));
  }

  @Override
  public CompletableFuture<KubeObject> delete(ObjectKey key, long version) {
    return writer.submit(
        Durability.DISK, Undo.SAVEPOINT, transaction -> rows.delete(transaction, key, version));
  }

  @Override
  public CompletableFuture<Void> deleteOrphanedRuns() {
    return writer.submit(
        Durability.PROCESS,
        transaction -> {
          String orphans = "(SELECT id FROM run WHERE workflow NOT IN (SELECT uid FROM object))";
          transaction.sql().update("DELETE FROM node WHERE run IN " + orphans);
          transaction.sql().update("DELETE FROM run WHERE id IN " + orphans);
        });
  }

  @Override
  public long version() {
    return readers.one(sql -> sql.number(ObjectRows.VERSION));
  }

  @Override
  public ObjectFeed changes(ResourceType type, String namespace, long afterVersion, View view) {
    SqlObjectFeed feed = new SqlObjectFeed(type, namespace, view, this, feeds);
    feeds.add(feed);
    try {
      readers.several(sql -> {
        long version = sql.number(ObjectRows.VERSION);
        feed.start(afterVersion, since(sql, type, namespace, afterVersion, version), version);
        return version;
      });
      return feed;
    } catch (RuntimeException e) {
      feed.close();
      throw e;
    }
  }

  /** Changes since a version, merged into one per object; the objects are read when needed. */
  private List<Change> since(Sql sql, ResourceType type, String namespace, long after, long version)
      throws SQLException {
    List<Change> changes =
        new ArrayList<>(
            sql.all(
                "SELECT namespace, uid, created, version FROM object"
                    + " WHERE api_group=?1 AND kind=?2 AND ?3 IN ('', namespace) AND version>?4",
                row -> present(type, row, after),
                type.group(),
                type.kind(),
                namespace,
                after));
    if (after > 0) {
      long forgotten = sql.number("SELECT value FROM meta WHERE name='forgotten_deletion'");
      if (after < forgotten || after > version) {
        throw new ExpiredVersionException(after, after > version ? version : forgotten);
      }
      changes.addAll(
          sql.all(
              "SELECT namespace, uid, created, version, body FROM deletion WHERE version>?4"
                  + " AND api_group=?1 AND kind=?2 AND ?3 IN ('', namespace) AND created<=?4",
              row -> deleted(type, row),
              type.group(),
              type.kind(),
              namespace,
              after));
    }
    changes.sort(Comparator.comparingLong(Change::version));
    return changes;
  }

  private static Change present(ResourceType type, ResultSet row, long after) throws SQLException {
    long created = row.getLong(3);
    return new Change(
        created > after ? Kind.ADDED : Kind.MODIFIED,
        type,
        row.getString(1),
        row.getString(2),
        created,
        row.getLong(4),
        null);
  }

  private Change deleted(ResourceType type, ResultSet row) throws SQLException {
    String uid = row.getString(2);
    long version = row.getLong(4);
    KubeObject last = codec.decode(row.getObject(5), null, uid, version);
    return new Change(Kind.DELETED, type, row.getString(1), uid, row.getLong(3), version, last);
  }

  private List<KubeObject> rows(Sql sql, Query query) throws SQLException {
    boolean everywhere = query.namespace().isEmpty();
    List<Object> arguments = new ArrayList<>();
    arguments.add(query.type().group());
    arguments.add(query.type().kind());
    if (!everywhere) {
      arguments.add(query.namespace());
    }
    arguments.add(query.after().namespace());
    arguments.add(query.after().name());
    arguments.add(query.limit() > 0 ? query.limit() + 1 : -1);
    return sql.all(
        COLUMNS
            + "WHERE api_group=? AND kind=? "
            + (everywhere ? "" : "AND namespace=? ")
            + "AND (namespace, name) > (?, ?) ORDER BY namespace, name LIMIT ?",
        this::read,
        arguments.toArray());
  }

  private KubeObject read(ResultSet row) throws SQLException {
    return codec.decode(row.getObject(3), row.getString(4), row.getString(1), row.getLong(2));
  }

  private static KubeObject view(Sql sql, KubeObject object, View view) throws SQLException {
    boolean isWorkflow =
        ResourceTypes.of(object).filter(ResourceTypes.WORKFLOW::equals).isPresent();
    if (view == View.WITHOUT_NODES || !isWorkflow) {
      return object;
    }
    ObjectNode nodes = JsonNodeFactory.instance.objectNode();
    sql.all(
            NODES,
            row -> java.util.Map.entry(row.getString(1), Json.read(row.getString(2))),
            object.uid())
        .forEach(node -> nodes.set(node.getKey(), node.getValue()));
    return ObjectCodec.withNodes(object, nodes);
  }
}
