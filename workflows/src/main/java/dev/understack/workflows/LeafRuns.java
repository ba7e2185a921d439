package dev.understack.workflows;

import dev.understack.workflows.core.RunEvent;
import dev.understack.workflows.spi.LeafExecutor;
import dev.understack.workflows.spi.LeafExecutor.LeafListener;
import dev.understack.workflows.spi.LeafExecutor.LeafRun;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/** The leaves of one run that are running in this process. */
final class LeafRuns {
  private static final Logger LOG = LoggerFactory.getLogger(LeafRuns.class);
  private static final LeafRun NOT_YET = _ -> {};
  private final LeafExecutor executor;
  private final Consumer<RunEvent> events;

  /** By node id. The owner of the run adds, the executor's threads remove. */
  private final Map<String, LeafRun> running = new ConcurrentHashMap<>();

  LeafRuns(LeafExecutor executor, Consumer<RunEvent> events) {
    this.executor = executor;
    this.events = events;
  }

  /** Starts a leaf unless it runs already. */
  void start(LeafTask task) {
    if (running.putIfAbsent(task.nodeId(), NOT_YET) != null) {
      return;
    }
    try {
      LeafRun run = executor.start(task, new Listener(task.nodeId()));
      running.replace(task.nodeId(), NOT_YET, run);
    } catch (RuntimeException e) {
      LOG.warn(
          "{}/{}: {} cannot be started", task.namespace(), task.workflowName(), task.podName(), e);
      running.remove(task.nodeId());
      events.accept(new RunEvent.LeafFinished(task.nodeId(), error(e)));
    }
  }

  void stop(String nodeId, String reason) {
    LeafRun run = running.remove(nodeId);
    if (run != null) {
      run.stop(reason);
    }
  }

  void stopAll(String reason) {
    List.copyOf(running.keySet()).forEach(nodeId -> stop(nodeId, reason));
  }

  private static LeafResult error(RuntimeException e) {
    return new LeafResult(
        LeafResult.Phase.ERROR,
        OptionalInt.empty(),
        e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(),
        JsonNodeFactory.instance.objectNode(),
        List.of());
  }

  private final class Listener implements LeafListener {
    private final String nodeId;

    Listener(String nodeId) {
      this.nodeId = nodeId;
    }

    @Override
    public void waiting(String message) {
      events.accept(new RunEvent.LeafWaiting(nodeId, message));
    }

    @Override
    public void started() {
      events.accept(new RunEvent.LeafStarted(nodeId));
    }

    @Override
    public void progress(String progress) {
      events.accept(new RunEvent.LeafProgress(nodeId, progress));
    }

    @Override
    public void finished(LeafResult result) {
      running.remove(nodeId);
      events.accept(new RunEvent.LeafFinished(nodeId, result));
    }
  }
}
