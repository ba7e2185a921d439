package dev.understack.executors;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** How many pods may run side by side; those above the limit wait in order. Thread-safe. */
final class Places {
  private final int count;
  private final Semaphore free;

  Places(int count) {
    this.count = count;
    this.free = new Semaphore(count, true);
  }

  /**
   * Takes a place, which {@link #leave} gives back.
   *
   * @param waiting hears that none is free
   */
  void enter(Consumer<String> waiting) throws InterruptedException {
    if (!free.tryAcquire()) {
      waiting.accept("Unschedulable: all " + count + " places of this machine are taken");
      free.acquire();
    }
  }

  void leave() {
    free.release();
  }
}
