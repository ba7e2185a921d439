package dev.understack.sources.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * The state of one running source: who runs it writes, who shows it reads. Safe for several
 * threads.
 */
public final class SourceHealth {
  private final Runnable changed;

  /** Written by the source's threads, replaced as a whole. */
  private volatile State state = new State(Phase.STARTING, "starting", List.of());

  /**
   * @param changed called after each change, from the thread that made it; must return soon
   */
  public SourceHealth(Runnable changed) {
    this.changed = changed;
  }

  /** It receives. */
  public synchronized void running(String message) {
    set(new State(Phase.RUNNING, message, state.warnings()));
  }

  /** It does not receive, and tries again by itself. */
  public synchronized void failing(String message) {
    set(new State(Phase.FAILING, message, state.warnings()));
  }

  /** It receives, but something is not as the manifest wants it. */
  public synchronized void warn(String warning) {
    if (!state.warnings().contains(warning)) {
      List<String> warnings = new ArrayList<>(state.warnings());
      warnings.add(warning);
      set(new State(state.phase(), state.message(), warnings));
    }
  }

  public State state() {
    return state;
  }

  private void set(State next) {
    if (!next.equals(state)) {
      state = next;
      changed.run();
    }
  }

  /** Whether a source receives. */
  public enum Phase {
    STARTING,
    RUNNING,
    FAILING
  }

  /**
   * A state.
   *
   * @param message for people, without secrets
   * @param warnings what is not as the manifest wants it
   */
  public record State(Phase phase, String message, List<String> warnings) {
    public State {
      warnings = List.copyOf(warnings);
    }
  }
}
