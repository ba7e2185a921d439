package dev.understack.workflows.core;

import dev.understack.workflows.spi.LeafResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What can happen to a run. */
public sealed interface RunEvent {

  /** A leaf cannot start yet; the message says what it waits for. */
  record LeafWaiting(String nodeId, String message) implements RunEvent {}

  /** The command of a leaf has started. */
  record LeafStarted(String nodeId) implements RunEvent {}

  /** A leaf says how far it is. */
  record LeafProgress(String nodeId, String progress) implements RunEvent {}

  /** A leaf has ended. */
  record LeafFinished(String nodeId, LeafResult result) implements RunEvent {}

  /** Time has passed: timers that are due fire. */
  record Tick() implements RunEvent {}

  /**
   * The spec of the Workflow object was changed where a running workflow listens.
   *
   * @param suspend whether nothing new may start
   * @param shutdown {@code Stop}, {@code Terminate} or empty
   * @param activeDeadlineSeconds limit of the run, null for none
   */
  record SpecChanged(boolean suspend, String shutdown, @Nullable Long activeDeadlineSeconds)
      implements RunEvent {}

  /** Suspended nodes go on, or those alone that the selector selects. */
  record Resume(String nodeFieldSelector, String by) implements RunEvent {}

  /**
   * Suspended nodes that the selector selects get outputs or an end.
   *
   * @param phase {@code Succeeded}, {@code Failed}, {@code Error} or empty to leave it
   * @param outputParameters values by name
   */
  record SetNodes(
      String nodeFieldSelector, String phase, String message, ObjectNode outputParameters)
      implements RunEvent {}

  /**
   * The answer to a request for locks.
   *
   * @param granted whether they are held now
   * @param waitingFor name of the first lock that is not free; empty when granted
   * @param message as Argo words it; empty when granted
   */
  record LockAnswer(String holder, boolean granted, String waitingFor, String message)
      implements RunEvent {}
}
