package dev.understack.sensors.runner;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EventBus;
import dev.understack.sensors.network.CompiledSensor;
import dev.understack.sensors.network.SensorNetwork;
import dev.understack.store.DecisionTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads one bus for all its sensors: decides each event once, in order, and commits decisions,
 * states, actions and its position in one transaction.
 *
 * <p>While one batch is on its way to the disk the next one is decided. A batch that cannot be
 * committed is forgotten, states and position are read again, and reading goes on from there; so
 * does a new process after a crash. Nothing is decided twice and nothing is left out.
 */
public final class BusReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BusReader.class);
  private static final int BATCH = 512;
  private static final Duration PATIENCE = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final EventBus bus;
  private final DecisionTable decisions;
  private final Runnable actionsCommitted;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();

  /** The sensors to decide for from the next batch on; guarded by {@code lock}. */
  private Installation wanted = new Installation(SensorNetwork.of(List.of()), List.of());

  /** All below belong to the reader's thread. */
  private ReaderState state;

  private SensorNetwork network = SensorNetwork.of(List.of());
  private @Nullable CompletableFuture<Void> inFlight;

  /** Filled by any thread. */
  private final ConcurrentLinkedQueue<Again> again = new ConcurrentLinkedQueue<>();

  /** A wish to decide on an event once more. */
  private record Again(
      String sensor, String dependency, BusEvent event, CompletableFuture<JsonNode> verdicts) {}

  /**
   * @param actionsCommitted called after a commit that had actions; must return soon
   */
  public BusReader(EventBus bus, DecisionTable decisions, Runnable actionsCommitted) {
    this.bus = bus;
    this.decisions = decisions;
    this.actionsCommitted = actionsCommitted;
    this.state = ReaderState.load(decisions, bus.name());
    this.thread = Thread.ofVirtual().name("reader of bus " + bus.name()).unstarted(this::run);
  }

  /** Starts to read. */
  public void start() {
    thread.start();
  }

  /**
   * Changes the sensors, from the next batch on.
   *
   * @param starts where sensors begin that this bus has not seen before
   */
  public void install(SensorNetwork next, List<SensorStart> starts) {
    lock.lock();
    try {
      wanted = new Installation(next, List.copyOf(starts));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Decides on an event again for one dependency of a sensor. The future completes with the
   * verdicts once they and what follows are committed; exceptionally when the sensor is not here or
   * the reader ends first.
   */
  public CompletableFuture<JsonNode> decideAgain(String sensor, String dependency, BusEvent event) {
    Again wish = new Again(sensor, dependency, event, new CompletableFuture<>());
    again.add(wish);
    if (closed.getCount() == 0) {
      refuseWishes();
    }
    return wish.verdicts;
  }

  /** Stops after the current batch, which is committed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (thread.isAlive() && !thread.join(CLOSE_PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (EventBus.Reader reader = bus.read(state.position())) {
      while (closed.getCount() > 0) {
        try {
          step(reader);
        } catch (ExecutionException | RuntimeException e) {
          LOG.warn("bus {}: a commit failed, reading again: {}", bus.name(), e.toString());
          inFlight = null;
          boolean stopped = closed.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
          if (!stopped) {
            reload(reader);
          }
        }
      }
      finish();
    } catch (ExecutionException e) {
      // The next process reads this batch again.
      LOG.warn("bus {}: the last commit failed: {}", bus.name(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      refuseWishes();
    }
  }

  private void refuseWishes() {
    for (Again wish = again.poll(); wish != null; wish = again.poll()) {
      wish.verdicts.completeExceptionally(
          new IllegalStateException("bus " + bus.name() + " is not read any more"));
    }
  }

  private void step(EventBus.Reader reader) throws InterruptedException, ExecutionException {
    install();
    for (Again wish = again.poll(); wish != null; wish = again.poll()) {
      fulfil(wish);
    }
    List<BusEvent> events = reader.next(BATCH, PATIENCE);
    if (events.isEmpty()) {
      return;
    }
    BatchBuilder batch = new BatchBuilder(network, state);
    for (BusEvent event : events) {
      batch.record(event.position(), batch.decide(event));
    }
    state.moveTo(events.getLast().position());
    commit(batch, reader);
  }

  /** Waits for the batch before, then hands this one over. */
  private void commit(BatchBuilder batch, EventBus.Reader reader)
      throws InterruptedException, ExecutionException {
    finish();
    long position = state.position();
    boolean actions = batch.hasActions();
    inFlight =
        decisions
            .commit(batch.build(bus.name()))
            .thenRun(() -> {
              reader.release(position);
              if (actions) {
                actionsCommitted.run();
              }
            });
  }

  private void finish() throws InterruptedException, ExecutionException {
    CompletableFuture<Void> pending = inFlight;
    if (pending != null) {
      inFlight = null;
      pending.get();
    }
  }

  private void reload(EventBus.Reader reader) {
    state = ReaderState.load(decisions, bus.name());
    reader.seek(state.position());
    lock.lock();
    try {
      network = SensorNetwork.of(List.of());
    } finally {
      lock.unlock();
    }
  }

  /** Takes over changed sensors; new ones first see what they should have seen already. */
  private void install() throws InterruptedException, ExecutionException {
    Installation next;
    lock.lock();
    try {
      next = wanted;
    } finally {
      lock.unlock();
    }
    if (next.network == network) {
      return;
    }
    List<SensorStart> starts = new ArrayList<>(next.starts);
    starts.removeIf(start -> state.sensors().containsKey(start.sensor().key()));
    for (SensorStart start : starts) {
      finish();
      new CatchUp(bus, decisions, state).run(start);
      actionsCommitted.run();
    }
    network = next.network;
  }

  private void fulfil(Again wish) throws InterruptedException, ExecutionException {
    Installation now;
    lock.lock();
    try {
      now = wanted;
    } finally {
      lock.unlock();
    }
    Optional<CompiledSensor> sensor =
        now.starts.stream()
            .map(SensorStart::sensor)
            .filter(candidate -> candidate.key().equals(wish.sensor))
            .findFirst();
    if (sensor.isEmpty()) {
      wish.verdicts.completeExceptionally(
          new IllegalStateException("there is no working sensor " + wish.sensor + " any more"));
      return;
    }
    try {
      finish();
      JsonNode verdicts =
          new CatchUp(bus, decisions, state).again(sensor.get(), wish.dependency, wish.event);
      wish.verdicts.complete(verdicts);
      actionsCommitted.run();
    } catch (ExecutionException | RuntimeException e) {
      wish.verdicts.completeExceptionally(e);
      throw e;
    }
  }

  private record Installation(SensorNetwork network, List<SensorStart> starts) {}
}
