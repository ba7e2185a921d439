package dev.understack.workflows.core;

import dev.understack.workflows.spi.LeafTask;
import tools.jackson.databind.node.ObjectNode;

/** What the driver is to do once the changes of the same step are durable. */
public sealed interface RunCommand {

  /** Start a leaf; when it already runs in this process, leave it alone. */
  record StartLeaf(LeafTask task) implements RunCommand {}

  /** Stop a leaf; it does not matter any more how it ends. */
  record StopLeaf(String nodeId, String reason) implements RunCommand {}

  /**
   * Ask for the locks of a holder; the answer is {@link RunEvent.LockAnswer}.
   *
   * @param holder who asks: namespace, workflow and, for a lock of a template, node id
   * @param locks all that it wants together
   * @param priority order in queues, higher first
   * @param held whether it had them before a restart, so that there is no answer
   */
  record AskLocks(String holder, java.util.List<LockRequest> locks, long priority, boolean held)
      implements RunCommand {}

  /** Give up the locks of a holder and its place in their queues. */
  record ReleaseLocks(String holder) implements RunCommand {}

  /** Keep outputs for later runs. */
  record Memorize(String cache, String key, String nodeId, ObjectNode outputs)
      implements RunCommand {}

  /**
   * A lock that is wanted.
   *
   * @param name as in messages: {@code ns/Mutex/name} or {@code ns/ConfigMap/map/key}
   * @param limit how many holders it may have
   */
  record LockRequest(String name, int limit) {}
}
