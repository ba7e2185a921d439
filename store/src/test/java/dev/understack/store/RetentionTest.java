package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.store.DecisionTable.DecisionBatch;
import dev.understack.store.DecisionTable.EventDecision;
import dev.understack.store.EventTable.EventFilter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
  private static final Instant LATER = Samples.NOON.plusSeconds(1);
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
  void decidedEventsAreForgottenWithTheirDecisions() {
    append(1_200);
    decideUpTo(1_100);

    assertThat(store.forget(Samples.NOON)).isZero();
    assertThat(store.forget(LATER)).isEqualTo(1_100);

    assertThat(store.events().find("e1099")).isEmpty();
    assertThat(store.events().find("e1100")).isPresent();
    assertThat(store.decisions().find("a/b", 1_100)).isEmpty();
    assertThat(store.events().after("a/b", 0, 5))
        .extracting(StoredEvent::sequence)
        .contains(1_101L);
    assertThat(store.decisions().position("a/b")).isEqualTo(1_100);
  }

  @Test
  void theNewestEventStaysSoThatNoNumberIsUsedTwice() {
    append(10);
    decideUpTo(10);
    store.forget(LATER);
    store.close();
    open();
    assertThat(store.events().append(Samples.event("a/b", "next")).join().sequence()).isEqualTo(11);
    assertThat(store.events().newest(new EventFilter("", "", ""), 10)).hasSize(2);
  }

  @Test
  void pendingAndDeadActionsStay() {
    for (String key : List.of("done", "dead", "pending", "newest")) {
      store.actions().add(Samples.action(key, "e")).join();
    }
    store.actions().done("done", Json.read("1"), Samples.NOON).join();
    store.actions().dead("dead", "no", Samples.NOON).join();
    store.forget(LATER);
    assertThat(store.actions().find("done")).isEmpty();
    assertThat(store.actions().find("dead")).isPresent();
    assertThat(store.actions().find("pending")).isPresent();
  }

  private void append(int count) {
    List<CompletableFuture<?>> appended = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      appended.add(store.events().append(Samples.keyed("a/b", "e" + i, "k" + i)));
    }
    appended.forEach(CompletableFuture::join);
  }

  private void decideUpTo(long position) {
    store
        .decisions()
        .commit(
            new DecisionBatch(
                "a/b",
                position,
                List.of(new EventDecision(position, Json.read("{}"))),
                Map.of(),
                List.of()))
        .join();
  }
}
