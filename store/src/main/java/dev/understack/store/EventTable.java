package dev.understack.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The events of every bus, in the order of their sequence numbers. Safe for several threads. */
public interface EventTable {

  /**
   * Appends an event. The future completes once it is on disk, so that its sender may forget it, or
   * with {@link StoreUnavailableException}. Appends from one thread get ascending sequence numbers.
   *
   * @param committed told before that, when the event is committed and may be decided: in the order
   *     of the sequence numbers, one after the other, on a thread of the store that it must not
   *     block
   */
  CompletableFuture<Appended> append(NewEvent event, Consumer<Appended> committed);

  /** Appends an event; nobody is told of the commit. */
  default CompletableFuture<Appended> append(NewEvent event) {
    return append(event, appended -> {});
  }

  /** Events of a bus with a sequence above {@code sequence}, ascending, at most {@code limit}. */
  List<StoredEvent> after(String bus, long sequence, int limit);

  /** The event with this CloudEvent id. */
  Optional<StoredEvent> find(String id);

  /** The event with this sequence number. */
  Optional<StoredEvent> find(long sequence);

  /**
   * The newest events, descending.
   *
   * @param filter which events; empty fields match everything
   */
  List<StoredEvent> newest(EventFilter filter, int limit);

  /** The highest sequence number of a bus; 0 when it has no event. */
  long last(String bus);

  /**
   * The outcome of an append.
   *
   * @param sequence its number, or that of the event it repeats
   * @param duplicate whether an event with the same deduplication key was there already; then
   *     nothing was written
   */
  record Appended(long sequence, boolean duplicate) {}

  /** Which events to list; an empty text matches everything. */
  record EventFilter(String bus, String source, String subject) {}
}
