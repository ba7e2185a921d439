package dev.understack.store;

import dev.understack.store.Writer.Undo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Events in SQLite. */
final class SqlEventTable implements EventTable {
  private final Readers readers;
  private final Writer writer;
  private final EventRows rows;

  SqlEventTable(Readers readers, Writer writer, EventRows rows) {
    this.readers = readers;
    this.writer = writer;
    this.rows = rows;
  }

  @Override
  public CompletableFuture<Appended> append(NewEvent event, Consumer<Appended> committed) {
    return writer.submit(
        Durability.DISK,
        Undo.NOTHING,
        transaction -> {
          Appended appended = rows.insert(transaction, event);
          transaction.afterCommit(() -> committed.accept(appended));
          return appended;
        });
  }

  @Override
  public List<StoredEvent> after(String bus, long sequence, int limit) {
    return readers.several(sql -> {
      List<Long> streams = Streams.matching(sql, new EventFilter(bus, "", ""));
      return streams.isEmpty() ? List.of() : rows.after(sql, streams, sequence, limit);
    });
  }

  @Override
  public Optional<StoredEvent> find(String id) {
    return readers.several(sql -> rows.find(sql, id));
  }

  @Override
  public Optional<StoredEvent> find(long sequence) {
    return readers.several(sql -> rows.find(sql, sequence));
  }

  @Override
  public List<StoredEvent> newest(EventFilter filter, int limit) {
    return readers.several(sql -> {
      List<StoredEvent> found = new ArrayList<>();
      for (long stream : Streams.matching(sql, filter)) {
        found.addAll(
            sql.all(
                EventRows.COLUMNS + "WHERE stream=? ORDER BY sequence DESC LIMIT ?",
                row -> rows.read(sql, row),
                stream,
                limit));
      }
      return found.stream()
          .sorted(Comparator.comparingLong(StoredEvent::sequence).reversed())
          .limit(limit)
          .toList();
    });
  }

  @Override
  public long last(String bus) {
    return readers.several(sql -> {
      long last = 0;
      for (long stream : Streams.matching(sql, new EventFilter(bus, "", ""))) {
        last = Math.max(last, sql.number("SELECT max(sequence) FROM event WHERE stream=?", stream));
      }
      return last;
    });
  }
}
