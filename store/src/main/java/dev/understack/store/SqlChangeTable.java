package dev.understack.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Changes in other systems, in SQLite. They outlive the workflow that made them. */
final class SqlChangeTable implements ChangeTable {
  private static final String COLUMNS =
      "SELECT workflow, node, system, kind, object, action, summary, at FROM external_change ";
  private final Readers readers;
  private final Writer writer;

  SqlChangeTable(Readers readers, Writer writer) {
    this.readers = readers;
    this.writer = writer;
  }

  @Override
  public CompletableFuture<Void> record(
      String workflowUid, String nodeId, List<ExternalChange> changes) {
    List<ExternalChange> copy = List.copyOf(changes);
    return writer.submit(
        Durability.PROCESS,
        transaction -> {
          replace(transaction.sql(), workflowUid, nodeId, copy);
        });
  }

  @Override
  public List<RecordedChange> ofWorkflow(String workflowUid) {
    return readers.one(sql ->
        sql.all(COLUMNS + "WHERE workflow=? ORDER BY id", SqlChangeTable::read, workflowUid));
  }

  @Override
  public List<RecordedChange> ofObject(String kind, String id, int limit) {
    return readers.one(sql ->
        sql.all(
            COLUMNS + "WHERE object=? AND kind=? ORDER BY id DESC LIMIT ?",
            SqlChangeTable::read,
            id,
            kind,
            limit));
  }

  private static void replace(Sql sql, String workflow, String node, List<ExternalChange> changes)
      throws SQLException {
    sql.update("DELETE FROM external_change WHERE workflow=? AND node=?", workflow, node);
    for (ExternalChange change : changes) {
      sql.update(
          "INSERT INTO external_change (workflow, node, system, kind, object, action, summary, at)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          workflow,
          node,
          change.system(),
          change.kind(),
          change.id(),
          change.action(),
          change.summary(),
          Sql.nanos(change.at()));
    }
  }

  private static RecordedChange read(ResultSet row) throws SQLException {
    return new RecordedChange(
        row.getString(1),
        row.getString(2),
        new ExternalChange(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            Sql.time(row.getLong(8))));
  }
}
