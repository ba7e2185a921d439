package dev.understack.workflows;

import dev.understack.workflows.spi.LeafExecutor;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.node.JsonNodeFactory;

/** Leaves that end when the test says so, or at once when a result is scripted. */
@NullUnmarked
final class ScriptedExecutor implements LeafExecutor {
  final List<LeafTask> started = new CopyOnWriteArrayList<>();
  final List<String> stopped = new CopyOnWriteArrayList<>();
  final Map<String, LeafListener> open = new ConcurrentHashMap<>();
  private final Function<LeafTask, LeafResult> script;

  /**
   * @param script the result of a leaf that ends at once; null from it leaves the leaf open
   */
  ScriptedExecutor(Function<LeafTask, LeafResult> script) {
    this.script = script;
  }

  static ScriptedExecutor succeeding() {
    return new ScriptedExecutor(_ -> succeeded());
  }

  static LeafResult succeeded() {
    return new LeafResult(
        LeafResult.Phase.SUCCEEDED,
        OptionalInt.of(0),
        "",
        JsonNodeFactory.instance.objectNode(),
        List.of());
  }

  @Override
  public LeafRun start(LeafTask task, LeafListener listener) {
    started.add(task);
    LeafResult result = script.apply(task);
    listener.started();
    if (result == null) {
      open.put(task.nodeId(), listener);
    } else {
      listener.finished(result);
    }
    return reason -> stopped.add(task.nodeId() + ": " + reason);
  }
}
