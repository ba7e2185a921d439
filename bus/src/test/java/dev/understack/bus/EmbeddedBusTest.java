package dev.understack.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBusTest {
  @TempDir private Path folder;
  private SqliteStore store;
  private EmbeddedBus bus;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    bus = new EmbeddedBus("a/default", store.events());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void readerGetsEventsInOrderWithWhatWasPublished() throws InterruptedException {
    publish("one");
    publish("two");

    try (EventBus.Reader reader = bus.read(0)) {
      assertThat(ids(reader)).containsExactly("one", "two");
      publish("three");
      assertThat(ids(reader)).containsExactly("three");
    }
  }

  @Test
  void whatOneReaderReleasedAnotherStillReads() throws InterruptedException {
    publish("one");
    publish("two");
    try (EventBus.Reader first = bus.read(0);
        EventBus.Reader second = bus.read(0)) {
      List<BusEvent> read = first.next(10, Duration.ZERO);
      first.release(read.getFirst().position());
      first.release(read.getLast().position());
      publish("three");

      assertThat(ids(second)).containsExactly("one", "two", "three");
      assertThat(ids(first)).containsExactly("three");

      second.seek(read.getFirst().position());
      assertThat(ids(second)).containsExactly("two", "three");
    }
  }

  @Test
  void repeatedEventIsReadOnce() throws InterruptedException {
    publish("one");
    boolean repeated = publish("one");

    assertThat(repeated).isTrue();
    try (EventBus.Reader reader = bus.read(0)) {
      assertThat(ids(reader)).containsExactly("one");
    }
  }

  /** Whether it was there already. */
  private boolean publish(String id) {
    OutgoingData data = OutgoingData.of(Json.read("{\"of\": \"" + id + "\"}"));
    return bus.publish(new OutgoingEvent(id, "source", "event", "test", Instant.EPOCH, id, data))
        .join()
        .duplicate();
  }

  private static List<String> ids(EventBus.Reader reader) throws InterruptedException {
    List<BusEvent> events = reader.next(10, Duration.ofSeconds(10));
    assertThat(events).allMatch(event -> event.data().path("of").asString().equals(event.id()));
    return events.stream().map(BusEvent::id).toList();
  }
}
