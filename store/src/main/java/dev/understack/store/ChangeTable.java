package dev.understack.store;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What workflow nodes changed in other systems: the last link of lineage. */
public interface ChangeTable {

  /** Stores the changes of one node attempt; the same attempt again replaces them. */
  CompletableFuture<Void> record(String workflowUid, String nodeId, List<ExternalChange> changes);

  /** Changes made by a workflow, in order. */
  List<RecordedChange> ofWorkflow(String workflowUid);

  /** Changes of one outside object, newest first. */
  List<RecordedChange> ofObject(String kind, String id, int limit);

  /**
   * One change.
   *
   * @param system for example {@code nautobot}
   * @param kind for example {@code tenant}
   * @param id the object's id there
   * @param action {@code CREATED}, {@code CHANGED}, {@code DELETED} or {@code UNCHANGED}
   * @param summary one line for people, without secrets
   */
  record ExternalChange(
      String system, String kind, String id, String action, String summary, Instant at) {}

  /** A change and the node that made it. */
  record RecordedChange(String workflowUid, String nodeId, ExternalChange change) {}
}
