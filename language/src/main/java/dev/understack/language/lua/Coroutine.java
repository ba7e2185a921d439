package dev.understack.language.lua;

import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine. It has a virtual thread of its own; of all threads of a run only one works at a
 * time, and the semaphores that hand over make what one has written visible to the next.
 */
final class Coroutine {
  /** As {@code coroutine.status} names it. */
  enum Status {
    SUSPENDED,
    RUNNING,
    NORMAL,
    DEAD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Ends the thread of a coroutine that nobody will resume. */
  static final class AbandonedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbandonedException() {
      super("abandoned", null, false, false);
    }
  }

  private final LuaFunction function;
  private final Semaphore resumed = new Semaphore(0);
  private final Semaphore stopped = new Semaphore(0);

  /** Written by the thread that works, read by any. */
  private volatile Status status = Status.SUSPENDED;

  private boolean started;
  private boolean abandoned;

  /** Values on their way in or out; written by the thread that hands over. */
  private @Nullable Object[] values = LuaFunction.NOTHING;

  private @Nullable Throwable failure;

  Coroutine(LuaFunction function) {
    this.function = function;
  }

  Status status() {
    return status;
  }

  /**
   * Runs it up to its next yield or its end.
   *
   * @throws LuaError when it fails; it is dead then
   */
  @Nullable Object[] resume(Machine machine, @Nullable Object[] arguments) {
    Frame frame = machine.frame();
    int depth = machine.depth();
    Coroutine current = machine.coroutine();
    if (current != null) {
      current.status = Status.NORMAL;
    }
    status = Status.RUNNING;
    values = arguments;
    machine.setCoroutine(this);
    if (started) {
      resumed.release();
    } else {
      started = true;
      Thread.ofVirtual().start(() -> run(machine));
    }
    stopped.acquireUninterruptibly();
    machine.setCoroutine(current);
    machine.unwind(frame, depth);
    if (current != null) {
      current.status = Status.RUNNING;
    }
    return results();
  }

  private @Nullable Object[] results() {
    Throwable thrown = failure;
    failure = null;
    return switch (thrown) {
      case null -> values;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(thrown);
    };
  }

  // Whatever ends the function, also a passed limit, goes to the thread that resumed it.
  @SuppressWarnings("CatchThrowable")
  private void run(Machine machine) {
    try {
      values = function.call(machine, values);
    } catch (Throwable e) {
      failure = e;
    } finally {
      status = Status.DEAD;
      stopped.release();
    }
  }

  /** Hands values to the thread that resumed this one and waits to be resumed. */
  @Nullable Object[] suspend(Machine machine, @Nullable Object[] yielded) {
    Frame frame = machine.frame();
    int depth = machine.depth();
    status = Status.SUSPENDED;
    values = yielded;
    stopped.release();
    resumed.acquireUninterruptibly();
    if (abandoned) {
      throw new AbandonedException();
    }
    machine.unwind(frame, depth);
    return values;
  }

  /** Ends its thread; the run is over. */
  void abandon() {
    if (started && status == Status.SUSPENDED) {
      abandoned = true;
      resumed.release();
    }
  }

  @Override
  public String toString() {
    return "thread: 0x%08x".formatted(System.identityHashCode(this));
  }
}
