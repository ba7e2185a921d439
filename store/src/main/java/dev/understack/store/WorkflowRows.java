package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.Feeds.Change;
import dev.understack.store.ObjectFeed.ObjectChange.Kind;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Workflow objects behind runs, as far as runs change them. Used by the writer thread alone.
 */
final class WorkflowRows {
  private static final int BODIES_KEPT = 1_000;

  private final ObjectRows objects;
  private final ObjectCodec codec;
  private final Feeds feeds;

  /** Bodies by uid; one is good only as long as its row has the same version. Never changed. */
  private final Map<String, Body> bodies =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Body> eldest) {
          return size() > BODIES_KEPT;
        }
      };

  WorkflowRows(ObjectRows objects, ObjectCodec codec, Feeds feeds) {
    this.objects = objects;
    this.codec = codec;
    this.feeds = feeds;
  }

  private record Body(long version, ObjectNode tree) {}

  private record Row(String namespace, long created) {}

  /** Gives the Workflow a new version because its nodes changed; nothing happens without one. */
  void nodesChanged(Transaction transaction, String uid) throws SQLException {
    Sql sql = transaction.sql();
    long before = version(sql, uid);
    if (before == 0) {
      return;
    }
    long version = objects.nextVersion();
    Body body = bodies.get(uid);
    if (body != null && body.version == before) {
      bodies.put(uid, new Body(version, body.tree));
    }
    sql.first(
            "UPDATE object SET version=? WHERE uid=? RETURNING namespace, created",
            row -> new Row(row.getString(1), row.getLong(2)),
            version,
            uid)
        .ifPresent(row -> publish(transaction, uid, version, row, null));
  }

  /** Merges a run's summary into its Workflow; nothing happens without one. */
  void summarize(Transaction transaction, String uid, RunTable.Summary summary, String status)
      throws SQLException {
    Sql sql = transaction.sql();
    long before = version(sql, uid);
    if (before == 0) {
      return;
    }
    ObjectNode body = body(sql, uid, before);
    boolean complete = isComplete(body, summary);
    ObjectNode merged = complete ? body : merged(body, summary);
    long version = objects.nextVersion();
    bodies.put(uid, new Body(version, merged));
    if (!complete) {
      sql.update("UPDATE object SET body=? WHERE uid=?", Json.write(merged), uid);
    }
    KubeObject object = ObjectCodec.compose(merged, summary.status(), version);
    sql.first(
            "UPDATE object SET version=?, status=? WHERE uid=? RETURNING namespace, created",
            row -> new Row(row.getString(1), row.getLong(2)),
            version,
            status,
            uid)
        .ifPresent(row -> publish(transaction, uid, version, row, object));
  }

  private static long version(Sql sql, String uid) throws SQLException {
    return sql.number("SELECT version FROM object WHERE uid=?", uid);
  }

  private ObjectNode body(Sql sql, String uid, long version) throws SQLException {
    Body known = bodies.get(uid);
    if (known != null && known.version == version) {
      return known.tree;
    }
    Object text =
        sql.<Object>first("SELECT body FROM object WHERE uid=?", row -> row.getObject(1), uid)
            .orElseThrow();
    return codec.decodeBody(text, uid);
  }

  /** Whether the body has all labels and annotations of the summary. */
  private static boolean isComplete(ObjectNode body, RunTable.Summary summary) {
    JsonNode metadata = body.path("metadata");
    return has(metadata.path("labels"), summary.labels())
        && has(metadata.path("annotations"), summary.annotations());
  }

  /** A copy of the body with the summary's labels and annotations. */
  private static ObjectNode merged(ObjectNode body, RunTable.Summary summary) {
    ObjectNode copy = ObjectCodec.shallow(body);
    ObjectNode head = body.withObjectProperty("metadata").deepCopy();
    put(head, "labels", summary.labels());
    put(head, "annotations", summary.annotations());
    copy.set("metadata", head);
    return copy;
  }

  private static void put(ObjectNode metadata, String field, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode target = metadata.withObjectProperty(field);
      texts.forEach((key, text) -> target.put(key, text));
    }
  }

  private static boolean has(JsonNode texts, Map<String, String> wanted) {
    return wanted.entrySet().stream()
        .allMatch(text -> text.getValue().equals(texts.path(text.getKey()).asString(null)));
  }

  private void publish(
      Transaction transaction, String uid, long version, Row row, @Nullable KubeObject object) {
    Change change =
        new Change(
            Kind.MODIFIED,
            ResourceTypes.WORKFLOW,
            row.namespace,
            uid,
            row.created,
            version,
            object);
    transaction.afterCommit(() -> feeds.publish(change));
  }
}
