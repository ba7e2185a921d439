package dev.understack.store;

import dev.understack.model.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The rows of the outbox, for the tables that write them. Used by the writer alone but for reads.
 */
final class ActionRows {
  static final String COLUMNS =
      "SELECT id, key, sensor, trigger_name, event_ids, request, state, attempts, created, due,"
          + " last_error, result, finished FROM action ";

  private final HashIndex keys;
  private final HashIndex events;

  /** Only the writer uses it. */
  private long lastId;

  ActionRows(Sql start, HashIndex keys, HashIndex events) throws SQLException {
    this.keys = keys;
    this.events = events;
    this.lastId = start.number("SELECT max(id) FROM action");
    for (Unindexed row : unindexed(start, keys.start(start, lastId))) {
      keys.add(row.key, row.id);
    }
    for (Unindexed row : unindexed(start, events.start(start, lastId))) {
      eventIds(row.eventIds).forEach(event -> events.add(event, row.id));
    }
  }

  /** An action ready to insert: written as text by the caller, not by the writer thread. */
  record Prepared(NewAction action, String eventIds, String request) {
    static Prepared of(NewAction action) {
      ArrayNode ids = JsonNodeFactory.instance.arrayNode();
      action.eventIds().forEach(ids::add);
      return new Prepared(action, Json.write(ids), Json.write(action.request()));
    }
  }

  /** Inserts an action unless its key is there. */
  void insert(Transaction transaction, Prepared prepared, long now) throws SQLException {
    NewAction action = prepared.action;
    Sql sql = transaction.sql();
    if (id(sql, action.key()).isPresent()) {
      return;
    }
    long id = ++lastId;
    sql.update(
        "INSERT INTO action (id, key, sensor, trigger_name, event_ids, request, state, created,"
            + " due) VALUES (?, ?, ?, ?, ?, ?, 'PENDING', ?, ?)",
        id,
        action.key(),
        action.sensor(),
        action.trigger(),
        prepared.eventIds,
        prepared.request,
        now,
        Sql.nanos(action.notBefore()));
    keys.add(action.key(), id);
    action.eventIds().forEach(event -> events.add(event, id));
  }

  /** The row id of a key. */
  OptionalLong id(Sql sql, String key) throws SQLException {
    for (long id : keys.candidates(sql, key)) {
      if (sql.number("SELECT count(*) FROM action WHERE id=? AND key=?", id, key) > 0) {
        return OptionalLong.of(id);
      }
    }
    return OptionalLong.empty();
  }

  /** Actions that an event led to, oldest first. */
  List<StoredAction> ofEvent(Sql sql, String eventId) throws SQLException {
    List<StoredAction> found = new ArrayList<>();
    for (long id : events.candidates(sql, eventId).reversed()) {
      sql.first(COLUMNS + "WHERE id=?", ActionRows::read, id)
          .filter(action -> action.eventIds().contains(eventId) && !found.contains(action))
          .ifPresent(found::add);
    }
    return found;
  }

  static StoredAction read(ResultSet row) throws SQLException {
    String result = row.getString(12);
    long finished = row.getLong(13);
    return new StoredAction(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        eventIds(row.getString(5)),
        Json.read(row.getString(6)),
        StoredAction.State.valueOf(row.getString(7)),
        row.getInt(8),
        Sql.time(row.getLong(9)),
        Sql.time(row.getLong(10)),
        row.getString(11),
        Optional.ofNullable(result).map(Json::read),
        finished == 0 ? Optional.empty() : Optional.of(Sql.time(finished)));
  }

  private static List<String> eventIds(String json) {
    List<String> ids = new ArrayList<>();
    Json.read(json).forEach(id -> ids.add(id.asString()));
    return List.copyOf(ids);
  }

  private static List<Unindexed> unindexed(Sql start, long above) throws SQLException {
    return start.all(
        "SELECT id, key, event_ids FROM action WHERE id>?",
        row -> new Unindexed(row.getLong(1), row.getString(2), row.getString(3)),
        above);
  }

  private record Unindexed(long id, String key, String eventIds) {}
}
