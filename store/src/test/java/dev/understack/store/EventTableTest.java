package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.store.EventTable.Appended;
import dev.understack.store.EventTable.EventFilter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTableTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void eventsComeBackAsAppendedInOrder() {
    NewEvent first = Samples.event("a/default", "one");
    store.events().append(first).join();
    store.events().append(Samples.event("b/other", "two")).join();
    Appended third = store.events().append(Samples.event("a/default", "three")).join();

    List<StoredEvent> read = store.events().after("a/default", 0, 10);

    assertThat(read).extracting(StoredEvent::id).containsExactly("one", "three");
    assertThat(read.getFirst())
        .isEqualTo(
            new StoredEvent(
                1,
                "a/default",
                "one",
                "openstack",
                "keystone",
                "amqp",
                Samples.NOON,
                first.data()));
    assertThat(store.events().last("a/default")).isEqualTo(third.sequence());
    assertThat(store.events().last("nobody/knows")).isZero();
    assertThat(store.events().after("a/default", 1, 1)).hasSize(1);
  }

  @Test
  void appendsOfOneThreadGetAscendingSequences() {
    List<CompletableFuture<Appended>> appended = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      appended.add(store.events().append(Samples.event("a/default", "e" + i)));
    }
    List<Long> sequences = appended.stream().map(f -> f.join().sequence()).toList();
    assertThat(sequences).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aRepeatedDeduplicationKeyAppendsNothing() {
    Appended first = store.events().append(Samples.keyed("a/default", "one", "k")).join();
    Appended again = store.events().append(Samples.keyed("a/default", "two", "k")).join();
    Appended elsewhere = store.events().append(Samples.keyed("b/other", "three", "k")).join();

    assertThat(again).isEqualTo(new Appended(first.sequence(), true));
    assertThat(elsewhere.duplicate()).isFalse();
    assertThat(store.events().find("two")).isEmpty();
  }

  @Test
  void aCommitIsToldInOrderAndBeforeTheDiskHasIt() {
    List<String> told = new CopyOnWriteArrayList<>();
    List<CompletableFuture<Void>> appended = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String id = "e" + i;
      appended.add(
          store
              .events()
              .append(Samples.event("a/default", id), _ -> told.add("committed " + id))
              .thenRun(() -> told.add("on disk " + id)));
    }

    appended.forEach(CompletableFuture::join);

    assertThat(told.stream().filter(each -> each.startsWith("committed")))
        .containsExactlyElementsOf(
            IntStream.range(0, 100).mapToObj(i -> "committed e" + i).toList());
    assertThat(IntStream.range(0, 100))
        .allMatch(i -> told.indexOf("committed e" + i) < told.indexOf("on disk e" + i));
  }

  @Test
  void deduplicationHoldsWithinOneTransactionAndAfterARestart() {
    List<CompletableFuture<Appended>> appended = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      appended.add(store.events().append(Samples.keyed("a/default", "e" + i, "k" + i % 10)));
    }
    assertThat(appended.stream().filter(f -> !f.join().duplicate())).hasSize(10);

    store.close();
    store = SqliteStore.open(folder.resolve("store.db"));

    assertThat(store.events().append(Samples.keyed("a/default", "late", "k3")).join().duplicate())
        .isTrue();
    assertThat(store.events().find("e3")).isPresent();
  }

  @Test
  void lookupsStillWorkAfterTheIndexMovedToItsTable() {
    List<CompletableFuture<Appended>> appended = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      appended.add(store.events().append(Samples.keyed("a/default", "e" + i, "k" + i)));
    }
    appended.forEach(CompletableFuture::join);

    assertThat(store.events().find("e17")).isPresent();
    assertThat(store.events().find("e39999")).isPresent();
    assertThat(store.events().append(Samples.keyed("a/default", "x", "k17")).join().duplicate())
        .isTrue();

    store.close();
    store = SqliteStore.open(folder.resolve("store.db"));

    assertThat(store.events().find("e17")).isPresent();
    assertThat(store.events().find("e39999")).isPresent();
    assertThat(store.events().append(Samples.keyed("a/default", "x", "k39998")).join().duplicate())
        .isTrue();
  }

  @Test
  void newestEventsAreFilteredByWhatIsGiven() {
    store.events().append(Samples.event("a/default", "one")).join();
    store
        .events()
        .append(
            new NewEvent(
                "a/default", "two", "hooks", "nautobot", "webhook", Samples.NOON, null, "{}"))
        .join();
    store.events().append(Samples.event("a/default", "three")).join();

    assertThat(store.events().newest(new EventFilter("", "", ""), 2))
        .extracting(StoredEvent::id)
        .containsExactly("three", "two");
    assertThat(store.events().newest(new EventFilter("a/default", "openstack", ""), 9))
        .extracting(StoredEvent::id)
        .containsExactly("three", "one");
  }
}
