package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.store.ActionRows.Prepared;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/** The outbox in SQLite. */
final class SqlActionTable implements ActionTable {
  private final Readers readers;
  private final Writer writer;
  private final ActionRows rows;
  private final Clock clock;

  SqlActionTable(Readers readers, Writer writer, ActionRows rows, Clock clock) {
    this.readers = readers;
    this.writer = writer;
    this.rows = rows;
    this.clock = clock;
  }

  @Override
  public List<StoredAction> pending(long afterId, int limit) {
    return readers.one(sql ->
        sql.all(
            ActionRows.COLUMNS + "WHERE state='PENDING' AND id>? ORDER BY id LIMIT ?",
            ActionRows::read,
            afterId,
            limit));
  }

  @Override
  public Optional<StoredAction> find(String key) {
    return readers.several(sql -> {
      OptionalLong id = rows.id(sql, key);
      return id.isEmpty()
          ? Optional.empty()
          : sql.first(ActionRows.COLUMNS + "WHERE id=?", ActionRows::read, id.getAsLong());
    });
  }

  @Override
  public List<StoredAction> ofEvent(String eventId) {
    return readers.several(sql -> rows.ofEvent(sql, eventId));
  }

  @Override
  public List<StoredAction> newest(StoredAction.State state, int limit) {
    return readers.one(sql ->
        sql.all(
            ActionRows.COLUMNS + "WHERE state='" + state + "' ORDER BY id DESC LIMIT ?",
            ActionRows::read,
            limit));
  }

  @Override
  public CompletableFuture<Void> done(String key, JsonNode result, Instant at) {
    return change(
        key,
        "UPDATE action SET state='DONE', attempts=attempts+1, last_error='', result=?, finished=?"
            + " WHERE id=? AND state='PENDING'",
        Json.write(result),
        Sql.nanos(at));
  }

  @Override
  public CompletableFuture<Void> retry(String key, String error, Instant due) {
    return change(
        key,
        "UPDATE action SET attempts=attempts+1, last_error=?, due=? WHERE id=? AND state='PENDING'",
        error,
        Sql.nanos(due));
  }

  @Override
  public CompletableFuture<Void> dead(String key, String error, Instant at) {
    return change(
        key,
        "UPDATE action SET state='DEAD', attempts=attempts+1, last_error=?, finished=?"
            + " WHERE id=? AND state='PENDING'",
        error,
        Sql.nanos(at));
  }

  @Override
  public CompletableFuture<Void> resubmit(String key, Instant due) {
    return change(
        key,
        "UPDATE action SET state='PENDING', attempts=0, due=?, finished=NULL"
            + " WHERE id=? AND state='DEAD'",
        Sql.nanos(due));
  }

  @Override
  public CompletableFuture<Void> add(NewAction action) {
    Prepared prepared = Prepared.of(action);
    return writer.submit(
        Durability.PROCESS,
        transaction -> {
          rows.insert(transaction, prepared, Sql.nanos(clock.instant()));
        });
  }

  /**
   * Runs an update whose last argument is the row id of the key; an unknown key changes nothing.
   */
  private CompletableFuture<Void> change(String key, String update, Object... values) {
    return writer.submit(
        Durability.PROCESS,
        transaction -> {
          OptionalLong id = rows.id(transaction.sql(), key);
          if (id.isPresent()) {
            Object[] all = Arrays.copyOf(values, values.length + 1);
            all[values.length] = id.getAsLong();
            transaction.sql().update(update, all);
          }
        });
  }
}
