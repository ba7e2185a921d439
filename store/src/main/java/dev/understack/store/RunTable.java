package dev.understack.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The engine's state of workflow runs: one row for the run and one per node, so that a commit costs
 * as much as what changed. Safe for several threads; one owner per run commits.
 */
public interface RunTable {

  /**
   * Writes a change of one run in one transaction, which survives the end of the process when the
   * future completes.
   */
  CompletableFuture<Void> commit(RunCommit commit);

  /** A run as last committed. */
  Optional<StoredRun> find(String workflowUid);

  /** Uids of runs that are not finished, oldest first. */
  List<String> unfinished();

  /**
   * A change of a run.
   *
   * @param workflowUid the Workflow object's uid
   * @param run the engine's own state of the run, replaced as a whole; kept small
   * @param finished whether the run has ended
   * @param nodes rows that are new or changed, by node id
   * @param removedNodes ids of rows to remove
   * @param summary when not null, merged into the Workflow object in the same transaction, which
   *     gives it a new resourceVersion
   */
  record RunCommit(
      String workflowUid,
      JsonNode run,
      boolean finished,
      Map<String, NodeRow> nodes,
      List<String> removedNodes,
      @Nullable Summary summary) {}

  /**
   * One node.
   *
   * @param status the node in Argo's NodeStatus shape; readers of the Workflow object find it under
   *     {@code status.nodes}
   * @param detail what Argo's shape has no place for; {@link #STARTED} and {@link #FINISHED} are
   *     exact, where the status has whole seconds
   */
  record NodeRow(ObjectNode status, JsonNode detail) {
    /** When it started, as ISO 8601 text; another text when it has not. */
    public static final String STARTED = "started";

    /** When it ended, as ISO 8601 text; another text when it has not. */
    public static final String FINISHED = "finished";
  }

  /**
   * What of a run shows in the Workflow object.
   *
   * @param status {@code status} without {@code nodes}
   * @param labels labels to set
   * @param annotations annotations to set
   */
  record Summary(ObjectNode status, Map<String, String> labels, Map<String, String> annotations) {}

  /** A run with all its nodes, by node id. */
  record StoredRun(
      String workflowUid, JsonNode run, boolean finished, Map<String, NodeRow> nodes) {}
}
