package dev.understack.bus;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A durable, ordered log of events.
 *
 * <p>What is published is on disk (or on a quorum of the message system) before its future
 * completes. Every event has a position; positions ascend and are never reused, and a reader sees
 * events in that order without gaps. A reader says how far it has got by {@link Reader#release};
 * where it goes on after a restart is the reader's own business, because it commits its position
 * together with what it decided. Safe for several threads.
 */
public interface EventBus {

  /** {@code namespace/name} of the EventBus object. */
  String name();

  /**
   * Appends an event. The future completes once it is durable, or exceptionally when the bus cannot
   * promise that: then the caller may publish it again, and its deduplication key keeps it from
   * being there twice.
   */
  CompletableFuture<Published> publish(OutgoingEvent event);

  /** Keeps a message that can never become an event, with the reason, for a person to look at. */
  CompletableFuture<Published> reject(RejectedMessage message);

  /** The newest rejected messages, descending. */
  List<RejectedMessage> rejected(int limit);

  /** Reads the events above {@code position}, from the first one that is still kept. */
  Reader read(long position);

  /** The position of the newest event; 0 when there is none. */
  long last();

  /** The event with this CloudEvent id. */
  Optional<BusEvent> find(String id);

  /** The newest events of an EventSource's event, descending. */
  List<BusEvent> newest(String source, String subject, int limit);

  /**
   * The outcome of a publication.
   *
   * @param position where the event is
   * @param duplicate whether it was there already, by its deduplication key
   */
  record Published(long position, boolean duplicate) {}

  /** Reads a bus in order. For one thread. */
  interface Reader extends AutoCloseable {

    /**
     * The next events, at most {@code limit}; waits up to {@code patience} for the first one. Empty
     * when none came in time.
     *
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    List<BusEvent> next(int limit, Duration patience) throws InterruptedException;

    /** Goes back to just after {@code position}. */
    void seek(long position);

    /**
     * Tells the bus that everything up to {@code position} is decided durably: a message system may
     * forget it or move its own offset. May be called twice.
     */
    void release(long position);

    @Override
    void close();
  }
}
