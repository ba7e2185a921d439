package dev.understack.store;

import dev.understack.model.Json;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs and their nodes in SQLite. */
final class SqlRunTable implements RunTable {
  private final Readers readers;
  private final Writer writer;
  private final WorkflowRows workflows;

  SqlRunTable(Readers readers, Writer writer, WorkflowRows workflows) {
    this.readers = readers;
    this.writer = writer;
    this.workflows = workflows;
  }

  @Override
  public CompletableFuture<Void> commit(RunCommit commit) {
    Texts texts = Texts.of(commit);
    return writer.submit(
        Durability.PROCESS,
        transaction -> {
          write(transaction.sql(), commit, texts);
          Summary summary = commit.summary();
          if (summary != null && texts.status != null) {
            workflows.summarize(transaction, commit.workflowUid(), summary, texts.status);
          } else {
            workflows.nodesChanged(transaction, commit.workflowUid());
          }
        });
  }

  @Override
  public Optional<StoredRun> find(String workflowUid) {
    return readers.several(sql -> {
      Optional<RunRow> run =
          sql.first(
              "SELECT id, state, finished FROM run WHERE workflow=?",
              row -> new RunRow(row.getLong(1), Json.read(row.getString(2)), row.getInt(3) != 0),
              workflowUid);
      return run.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new StoredRun(
                  workflowUid, run.get().state, run.get().finished, nodes(sql, run.get().id)));
    });
  }

  @Override
  public List<String> unfinished() {
    return readers.one(sql ->
        sql.all("SELECT workflow FROM run WHERE finished=0 ORDER BY id", row -> row.getString(1)));
  }

  private static Map<String, NodeRow> nodes(Sql sql, long run) throws SQLException {
    Map<String, NodeRow> nodes = new LinkedHashMap<>();
    sql.all(
            "SELECT id, status, detail FROM node WHERE run=?",
            row ->
                Map.entry(
                    row.getString(1),
                    new NodeRow(
                        (ObjectNode) Json.read(row.getString(2)), Json.read(row.getString(3)))),
            run)
        .forEach(node -> nodes.put(node.getKey(), node.getValue()));
    return nodes;
  }

  private static void write(Sql sql, RunCommit commit, Texts texts) throws SQLException {
    long run =
        sql.number(
            "INSERT INTO run (workflow, state, finished) VALUES (?, ?, ?)"
                + " ON CONFLICT (workflow) DO UPDATE"
                + " SET state=excluded.state, finished=excluded.finished RETURNING id",
            commit.workflowUid(),
            texts.run,
            commit.finished() ? 1 : 0);
    for (NodeTexts node : texts.nodes) {
      sql.update(
          "INSERT OR REPLACE INTO node VALUES (?, ?, ?, ?)",
          run,
          node.id,
          node.status,
          node.detail);
    }
    for (String node : commit.removedNodes()) {
      sql.update("DELETE FROM node WHERE run=? AND id=?", run, node);
    }
  }

  private record RunRow(long id, JsonNode state, boolean finished) {}

  /** A commit as text, made by the caller rather than by the writer thread. */
  private record Texts(String run, List<NodeTexts> nodes, @Nullable String status) {
    static Texts of(RunCommit commit) {
      Summary summary = commit.summary();
      return new Texts(
          Json.write(commit.run()),
          commit.nodes().entrySet().stream()
              .map(node ->
                  new NodeTexts(
                      node.getKey(),
                      Json.write(node.getValue().status()),
                      Json.write(node.getValue().detail())))
              .toList(),
          summary == null ? null : Json.write(summary.status()));
    }
  }

  private record NodeTexts(String id, String status, String detail) {}
}
