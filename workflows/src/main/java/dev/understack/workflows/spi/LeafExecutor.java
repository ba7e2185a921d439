package dev.understack.workflows.spi;

/** Runs the leaves of workflows: container and script templates. Safe for several threads. */
public interface LeafExecutor {

  /**
   * Starts a leaf and returns at once.
   *
   * <p>The listener hears the end exactly once, unless the process dies first. A leaf whose end was
   * not recorded is started again after a restart with the same id and attempt, so a leaf may run
   * more than once.
   */
  LeafRun start(LeafTask task, LeafListener listener);

  /** A leaf that runs. */
  interface LeafRun {
    /** Asks it to stop: terminated first, killed after the task's grace period. May be repeated. */
    void stop(String reason);
  }

  /** Hears how a leaf fares; called from the executor's threads. */
  interface LeafListener {
    /**
     * The leaf cannot start yet, for example because a Secret is missing; it goes on by itself.
     *
     * @param message as the kubelet words it
     */
    default void waiting(String message) {}

    /** The command has started. */
    void started();

    /** {@code metadata.annotations} progress, as {@code N/M}. */
    void progress(String progress);

    /** The leaf has ended; nothing follows. */
    void finished(LeafResult result);
  }
}
