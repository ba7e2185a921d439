package dev.understack.sources.spi;

import dev.understack.bus.EventBus;
import dev.understack.bus.OutgoingData;
import dev.understack.bus.OutgoingEvent;
import dev.understack.bus.RejectedMessage;
import dev.understack.model.events.SourceEvent;
import dev.understack.sources.SourceFilter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a source delivers what it received: applies the source's filter, wraps the data as a
 * CloudEvent and appends it to the bus. Safe for several threads.
 */
public final class EventSink {
  private static final Logger LOG = LoggerFactory.getLogger(EventSink.class);

  private final String sourceName;
  private final SourceEvent event;
  private final SourceFilter filter;
  private final EventBus bus;
  private final InstantSource clock;

  /**
   * @param sourceName name of the EventSource object
   * @param event which of its events
   */
  public EventSink(
      String sourceName,
      SourceEvent event,
      SourceFilter filter,
      EventBus bus,
      InstantSource clock) {
    this.sourceName = sourceName;
    this.event = event;
    this.filter = filter;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * Delivers one message. The future completes once its fate is durable, and never exceptionally.
   *
   * @param data the CloudEvent's data
   * @param dedupKey what tells a repeated message from a new one; null when nothing does
   * @param raw the message as received, kept when the filter fails on it
   */
  public CompletableFuture<DeliveryOutcome> deliver(
      OutgoingData data, @Nullable String dedupKey, RawMessage raw) {
    Optional<String> error;
    boolean wanted;
    try {
      wanted = filter.accepts(data.tree());
      error = Optional.empty();
    } catch (SourceFilter.FailedException e) {
      wanted = false;
      error = Optional.of("the filter expression failed: " + e.getMessage());
    }
    if (error.isPresent()) {
      return reject(error.get(), raw);
    }
    if (!wanted) {
      return CompletableFuture.completedFuture(DeliveryOutcome.FILTERED);
    }
    return publish(newId(), clock.instant(), dedupKey, data);
  }

  /**
   * Delivers a message that was rejected before; the event gets its id and time. The future
   * completes like that of {@link #deliver}.
   *
   * @throws UndeliverableException when the filter fails on it
   */
  public CompletableFuture<DeliveryOutcome> deliverAgain(
      RejectedMessage message, OutgoingData data, @Nullable String dedupKey) {
    try {
      return filter.accepts(data.tree())
          ? publish(message.id(), message.time(), dedupKey, data)
          : CompletableFuture.completedFuture(DeliveryOutcome.FILTERED);
    } catch (SourceFilter.FailedException e) {
      throw new UndeliverableException("the filter expression failed: " + e.getMessage());
    }
  }

  private CompletableFuture<DeliveryOutcome> publish(
      String id, Instant time, @Nullable String dedupKey, OutgoingData data) {
    OutgoingEvent outgoing =
        new OutgoingEvent(
            id, sourceName, event.name(), event.kind().eventType(), time, dedupKey, data);
    return outcome(
        bus.publish(outgoing)
            .thenApply(published ->
                published.duplicate() ? DeliveryOutcome.REPEATED : DeliveryOutcome.STORED));
  }

  /** Keeps a message that can never become an event. Completes like {@link #deliver}. */
  public CompletableFuture<DeliveryOutcome> reject(String reason, RawMessage raw) {
    Instant now = clock.instant();
    RejectedMessage message =
        new RejectedMessage(
            newId(),
            sourceName,
            event.name(),
            event.kind().eventType(),
            now,
            reason,
            raw.body(),
            raw.properties());
    LOG.warn("{}/{}: message rejected and kept: {}", sourceName, event.name(), reason);
    return outcome(bus.reject(message).thenApply(_ -> DeliveryOutcome.DEAD_LETTERED));
  }

  /** The bus that this delivers to. */
  public EventBus bus() {
    return bus;
  }

  private CompletableFuture<DeliveryOutcome> outcome(CompletableFuture<DeliveryOutcome> stored) {
    return stored.exceptionally(error -> {
      LOG.warn("{}/{}: the bus refuses an event: {}", sourceName, event.name(), error.toString());
      return DeliveryOutcome.REFUSED;
    });
  }

  /** 32 hexadecimal digits, as Argo Events makes them. */
  private static String newId() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /**
   * A message as received.
   *
   * @param body its bytes; not changed afterwards
   * @param properties what else is known of it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record RawMessage(byte[] body, Map<String, String> properties) {}
}
