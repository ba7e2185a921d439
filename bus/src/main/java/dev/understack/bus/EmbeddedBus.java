package dev.understack.bus;

import dev.understack.store.EventTable;
import dev.understack.store.EventTable.Appended;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.NewEvent;
import dev.understack.store.StoredEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An EventBus in the local store.
 *
 * <p>One instance per bus and process: events that reach the store by another way are seen only
 * after a restart. A reader that keeps up takes events from memory; one that lags reads the store.
 * Readers get an event once it is committed, while its publisher still waits for the disk.
 */
public final class EmbeddedBus implements EventBus {
  private final String name;
  private final EventTable events;
  private final EventTail tail;

  /** Held while an append is handed to the store, so that the tail grows in the store's order. */
  private final ReentrantLock order = new ReentrantLock();

  /**
   * @param name {@code namespace/name} of the EventBus object
   */
  public EmbeddedBus(String name, EventTable events) {
    this.name = name;
    this.events = events;
    this.tail = new EventTail(events.last(name));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public CompletableFuture<Published> publish(OutgoingEvent event) {
    NewEvent row =
        new NewEvent(
            name,
            event.id(),
            event.source(),
            event.subject(),
            event.type(),
            event.time(),
            event.dedupKey(),
            event.data().text());
    order.lock();
    try {
      return events
          .append(row, appended -> show(event, row, appended))
          .thenApply(appended -> new Published(appended.sequence(), appended.duplicate()));
    } finally {
      order.unlock();
    }
  }

  @Override
  public CompletableFuture<Published> reject(RejectedMessage message) {
    return events
        .append(RejectedRows.row(name, message))
        .thenApply(appended -> new Published(appended.sequence(), appended.duplicate()));
  }

  @Override
  public List<RejectedMessage> rejected(int limit) {
    return events.newest(new EventFilter(RejectedRows.bus(name), "", ""), limit).stream()
        .map(RejectedRows::message)
        .toList();
  }

  @Override
  public Reader read(long position) {
    return new TailReader(position);
  }

  @Override
  public long last() {
    return tail.newest();
  }

  @Override
  public Optional<BusEvent> find(String id) {
    return events.find(id).filter(event -> event.bus().equals(name)).map(BusEvent::of);
  }

  @Override
  public List<BusEvent> newest(String source, String subject, int limit) {
    return events.newest(new EventFilter(name, source, subject), limit).stream()
        .map(BusEvent::of)
        .toList();
  }

  private void show(OutgoingEvent event, NewEvent row, Appended appended) {
    if (!appended.duplicate()) {
      tail.add(BusEvent.of(stored(row, appended), event.data().tree()));
    }
  }

  private static StoredEvent stored(NewEvent row, Appended appended) {
    return new StoredEvent(
        appended.sequence(),
        row.bus(),
        row.id(),
        row.source(),
        row.subject(),
        row.type(),
        row.time(),
        row.data());
  }

  /** Reads memory where it reaches, else the store. */
  private final class TailReader implements Reader {
    private long position;

    TailReader(long position) {
      this.position = position;
    }

    @Override
    public List<BusEvent> next(int limit, Duration patience) throws InterruptedException {
      if (!tail.await(position, patience)) {
        return List.of();
      }
      List<BusEvent> found = tail.after(position, limit);
      if (found.isEmpty() && !tail.covers(position)) {
        found = events.after(name, position, limit).stream().map(BusEvent::of).toList();
      }
      if (!found.isEmpty()) {
        position = found.getLast().position();
      }
      return found;
    }

    @Override
    public void seek(long to) {
      position = to;
    }

    @Override
    public void release(long to) {
      // From memory alone: the store keeps events for explain and replay as long as retention says.
      tail.release(to);
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
