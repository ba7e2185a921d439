package dev.understack.workflows;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does things later; each on a virtual thread of its own. Safe for several threads. */
final class Timers implements AutoCloseable {
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("workflow-timers").factory());

  /** Does something later, unless the engine is closed first. */
  Alarm after(Duration wait, Runnable action) {
    try {
      return new Alarm(
          clock.schedule(
              () -> Thread.ofVirtual().start(action), wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException closing) {
      return new Alarm(CompletableFuture.completedFuture(null));
    }
  }

  /** Something that will be done later. */
  record Alarm(Future<?> planned) {

    void cancel() {
      planned.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
