package dev.understack.benchmarks.store;

import dev.understack.model.Json;
import dev.understack.store.DecisionTable.DecisionBatch;
import dev.understack.store.DecisionTable.EventDecision;
import dev.understack.store.EventTable.Appended;
import dev.understack.store.NewAction;
import dev.understack.store.NewEvent;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;

/**
 * Durable writes per second of the store, one caller that keeps a number of writes outstanding.
 *
 * <p>Arguments: folder, seconds per measurement. Every write is flushed to disk before it counts.
 */
public final class StoreBenchmark {
  private static final int EVENT_BYTES = 2_048;
  private static final int OUTSTANDING = 500;
  private static final int BATCH = 100;
  private static final String BUS = "argo-events/default";
  private final SqliteStore store;
  private final Duration duration;
  private final String payload;

  private StoreBenchmark(SqliteStore store, Duration duration) {
    this.store = store;
    this.duration = duration;
    this.payload = payload();
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Duration duration = Duration.ofSeconds(Long.parseLong(arguments[1]));
    try (SqliteStore store = SqliteStore.open(folder.resolve("store.db"))) {
      StoreBenchmark benchmark = new StoreBenchmark(store, duration);
      for (int round = 0; round < 3; round++) {
        benchmark.appends(1);
        benchmark.appends(OUTSTANDING);
        benchmark.reads();
        benchmark.decisions();
      }
    }
  }

  private void appends(int outstanding) {
    Deque<CompletableFuture<Appended>> pending = new ArrayDeque<>();
    long start = System.nanoTime();
    long count = 0;
    while (System.nanoTime() - start < duration.toNanos()) {
      if (pending.size() == outstanding) {
        pending.removeFirst().join();
        count++;
      }
      pending.add(store.events().append(event()));
    }
    while (!pending.isEmpty()) {
      pending.removeFirst().join();
      count++;
    }
    report("appends of 2 KB, " + outstanding + " outstanding", count, start);
  }

  private void reads() {
    long start = System.nanoTime();
    long count = 0;
    long at = 0;
    List<StoredEvent> read = store.events().after(BUS, at, BATCH);
    while (!read.isEmpty() && System.nanoTime() - start < duration.toNanos()) {
      count += read.size();
      at = read.getLast().sequence();
      read = store.events().after(BUS, at, BATCH);
    }
    report("reads of 2 KB, " + BATCH + " at a time", count, start);
  }

  /** Decisions on events that each call for one action, several batches outstanding. */
  private void decisions() {
    JsonNode verdicts =
        Json.read("{\"openstack/sensor\":{\"verdict\":\"fired\",\"trigger\":\"create\"}}");
    JsonNode request =
        Json.read("{\"kind\":\"argoWorkflow\",\"parameters\":[{\"name\":\"a\",\"value\":\"b\"}]}");
    Deque<CompletableFuture<Void>> pending = new ArrayDeque<>();
    long start = System.nanoTime();
    long count = 0;
    long sequence = store.decisions().position(BUS);
    while (System.nanoTime() - start < duration.toNanos()) {
      if (pending.size() == OUTSTANDING / BATCH) {
        pending.removeFirst().join();
        count += BATCH;
      }
      List<EventDecision> decided = new ArrayList<>();
      List<NewAction> actions = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        decided.add(new EventDecision(++sequence, verdicts));
        String id = UUID.randomUUID().toString();
        actions.add(
            new NewAction(
                "key-" + id, "openstack/sensor", "create", List.of(id), request, Instant.EPOCH));
      }
      pending.add(
          store
              .decisions()
              .commit(
                  new DecisionBatch(
                      BUS,
                      sequence,
                      decided,
                      Map.of("openstack/sensor", Json.read("{\"n\":" + sequence + "}")),
                      actions)));
    }
    while (!pending.isEmpty()) {
      pending.removeFirst().join();
      count += BATCH;
    }
    report("decisions with one action each, " + BATCH + " a batch", count, start);
  }

  private NewEvent event() {
    String id = UUID.randomUUID().toString();
    return new NewEvent(BUS, id, "openstack", "keystone", "amqp", Instant.now(), id, payload);
  }

  private static String payload() {
    StringBuilder text = new StringBuilder("\"");
    Random random = new Random(1);
    while (text.length() < EVENT_BYTES - 1) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.append('"').toString();
  }

  private static void report(String what, long count, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "%-55s %,9.0f/s%n", what, count / seconds);
  }
}
