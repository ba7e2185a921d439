package dev.understack.operations.http;

import java.time.Duration;

/** Waits; tests put their own in place of the clock on the wall. */
@FunctionalInterface
public interface Pause {
  Pause REAL = Thread::sleep;

  void sleep(Duration time) throws InterruptedException;

  /** Waits, or throws {@link StoppedException} when the thread is interrupted. */
  default void of(Duration time) {
    try {
      sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }
}
