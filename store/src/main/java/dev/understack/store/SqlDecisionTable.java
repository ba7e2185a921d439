package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.store.ActionRows.Prepared;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decisions, sensor states and bus positions in SQLite. */
final class SqlDecisionTable implements DecisionTable {
  private final Readers readers;
  private final Writer writer;
  private final Streams streams;
  private final ActionRows actions;
  private final Clock clock;

  SqlDecisionTable(
      Readers readers, Writer writer, Streams streams, ActionRows actions, Clock clock) {
    this.readers = readers;
    this.writer = writer;
    this.streams = streams;
    this.actions = actions;
    this.clock = clock;
  }

  @Override
  public CompletableFuture<Void> commit(DecisionBatch batch) {
    List<Verdicts> verdicts =
        batch.decisions().stream()
            .map(decision -> new Verdicts(decision.sequence(), Json.write(decision.verdicts())))
            .toList();
    Map<String, @Nullable String> states = new HashMap<>();
    batch
        .states()
        .forEach((sensor, state) ->
            states.put(sensor, state == null || state.isNull() ? null : Json.write(state)));
    List<Prepared> prepared = batch.actions().stream().map(Prepared::of).toList();
    return writer.submit(
        Durability.PROCESS,
        transaction -> {
          long bus = streams.busToWrite(transaction, batch.bus());
          write(transaction.sql(), bus, verdicts, states);
          long now = Sql.nanos(clock.instant());
          for (Prepared action : prepared) {
            actions.insert(transaction, action, now);
          }
          transaction.sql().update("UPDATE bus SET position=? WHERE id=?", batch.position(), bus);
        });
  }

  @Override
  public long position(String bus) {
    return readers.one(sql -> sql.number("SELECT position FROM bus WHERE name=?", bus));
  }

  @Override
  public Map<String, JsonNode> states(String bus) {
    return readers.one(sql -> {
      Map<String, JsonNode> states = new HashMap<>();
      sql.all(
              "SELECT sensor, state FROM sensor_state"
                  + " WHERE bus = (SELECT id FROM bus WHERE name=?)",
              row -> Map.entry(row.getString(1), Json.read(row.getString(2))),
              bus)
          .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
      return states;
    });
  }

  @Override
  public Optional<JsonNode> find(String bus, long sequence) {
    return readers.one(sql ->
        sql.first(
            "SELECT verdicts FROM decision"
                + " WHERE bus = (SELECT id FROM bus WHERE name=?) AND sequence=?",
            row -> Json.read(row.getString(1)),
            bus,
            sequence));
  }

  private static void write(
      Sql sql, long bus, List<Verdicts> verdicts, Map<String, @Nullable String> states)
      throws SQLException {
    for (Verdicts verdict : verdicts) {
      sql.update(
          "INSERT OR REPLACE INTO decision VALUES (?, ?, ?)", bus, verdict.sequence, verdict.json);
    }
    for (Map.Entry<String, @Nullable String> state : states.entrySet()) {
      String json = state.getValue();
      if (json == null) {
        sql.update("DELETE FROM sensor_state WHERE bus=? AND sensor=?", bus, state.getKey());
      } else {
        sql.update(
            "INSERT OR REPLACE INTO sensor_state VALUES (?, ?, ?)", bus, state.getKey(), json);
      }
    }
  }

  private record Verdicts(long sequence, String json) {}
}
