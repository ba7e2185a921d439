package dev.understack.bus;

import dev.understack.model.Json;
import dev.understack.store.StoredEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event as read from a bus. Its data is parsed at most once, and not at all when the publisher
 * was in the same process. Safe for several threads.
 */
public final class BusEvent {
  private final StoredEvent stored;

  /** Set by the first reader; others may set it again to an equal tree. */
  private volatile @Nullable JsonNode data;

  private BusEvent(StoredEvent stored, @Nullable JsonNode data) {
    this.stored = stored;
    this.data = data;
  }

  /** An event from a store or a message system. */
  public static BusEvent of(StoredEvent stored) {
    return new BusEvent(stored, null);
  }

  static BusEvent of(StoredEvent stored, JsonNode data) {
    return new BusEvent(stored, data);
  }

  /** Its place on the bus. */
  public long position() {
    return stored.sequence();
  }

  /** CloudEvent id. */
  public String id() {
    return stored.id();
  }

  /** Name of the EventSource. */
  public String source() {
    return stored.source();
  }

  /** Name of the event in its EventSource. */
  public String subject() {
    return stored.subject();
  }

  /** Kind of source. */
  public String type() {
    return stored.type();
  }

  /** When the source received it. */
  public Instant time() {
    return stored.time();
  }

  /** Its data as text. */
  public String dataText() {
    return stored.data();
  }

  /** Its data. Read only. Throws {@link tools.jackson.core.JacksonException} if it is not JSON. */
  public JsonNode data() {
    JsonNode known = data;
    if (known == null) {
      known = Json.read(stored.data());
      data = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return "event " + id() + " of " + source() + "/" + subject();
  }
}
