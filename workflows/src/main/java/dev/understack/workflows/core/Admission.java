package dev.understack.workflows.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what may start: the run may be suspended, and the run and each template may limit how
 * much is active. What may not start waits in line and costs nothing until a place is free.
 */
final class Admission {
  private final RunState run;
  private final Deque<Runnable> unframed = new ArrayDeque<>();
  private final Set<Frame> waiting = new LinkedHashSet<>();
  private @Nullable Long parallelism;
  private boolean suspended;
  private boolean open;
  private boolean asked;

  Admission(RunState run) {
    this.run = run;
  }

  void parallelism(@Nullable Long limit) {
    this.parallelism = limit;
  }

  void suspended(boolean suspended) {
    this.suspended = suspended;
    placeMayBeFree(null);
  }

  /** Lets everything through: the run is being shut down, so what starts ends at once. */
  void openAll() {
    open = true;
    suspended = false;
    placeMayBeFree(null);
  }

  /** Starts now, or when there is a place. */
  void whenFree(@Nullable Frame frame, Runnable start) {
    if (isFree(frame)) {
      start.run();
    } else if (frame == null) {
      unframed.add(start);
    } else {
      frame.waiting.add(start);
      waiting.add(frame);
    }
  }

  /** Looks at the line again, after what is being done now. */
  void placeMayBeFree(@Nullable Frame frame) {
    boolean somebodyWaits = !unframed.isEmpty() || !waiting.isEmpty();
    if (frame != null) {
      frame.failFast();
    }
    if (somebodyWaits && !asked) {
      asked = true;
      run.later(this::startWaiting);
    }
  }

  void forget(Frame frame) {
    frame.waiting.clear();
    waiting.remove(frame);
  }

  private void startWaiting() {
    asked = false;
    startWaiting(null, unframed);
    for (Frame frame : Set.copyOf(waiting)) {
      startWaiting(frame, frame.waiting);
      if (frame.waiting.isEmpty()) {
        waiting.remove(frame);
      }
    }
  }

  private void startWaiting(@Nullable Frame frame, Deque<Runnable> line) {
    while (!line.isEmpty() && isFree(frame)) {
      line.remove().run();
    }
  }

  private boolean isFree(@Nullable Frame frame) {
    if (open) {
      return true;
    }
    boolean runHasPlace = parallelism == null || run.activePods() < parallelism;
    return !suspended && runHasPlace && (frame == null || frame.hasPlace());
  }
}
