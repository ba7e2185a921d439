package dev.understack.workflows.core;

import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.store.RunTable.NodeRow;
import dev.understack.store.RunTable.StoredRun;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs one workflow through the core with a virtual clock and scripted leaves. */
@NullUnmarked
final class Simulation implements Outside {
  static final Languages LANGUAGES = new dev.understack.workflows.ArgoLanguages();
  Instant now = Instant.parse("2026-01-01T00:00:00Z");
  final Map<String, KubeObject> objects = new LinkedHashMap<>();
  final List<LeafTask> started = new ArrayList<>();
  final List<String> stopped = new ArrayList<>();
  final Map<String, NodeRow> stored = new LinkedHashMap<>();
  final List<RunCommand.Memorize> memorized = new ArrayList<>();
  final Deque<LeafTask> open = new ArrayDeque<>();
  LockTable locks = new LockTable();
  Function<LeafTask, LeafResult> leaf = _ -> succeeded();
  boolean restartAfterEachStep;
  int restarts;
  JsonNode run = JsonNodeFactory.instance.nullNode();
  KubeObject workflow;
  RunCore core;
  ObjectNode defaults = JsonNodeFactory.instance.objectNode();

  static LeafResult succeeded() {
    return result(LeafResult.Phase.SUCCEEDED, 0, "", JsonNodeFactory.instance.objectNode());
  }

  static LeafResult gives(String text) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode().put("result", text);
    return result(LeafResult.Phase.SUCCEEDED, 0, "", outputs);
  }

  static LeafResult parameter(String name, String value) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    outputs.putArray("parameters").addObject().put("name", name).put("value", value);
    return result(LeafResult.Phase.SUCCEEDED, 0, "", outputs);
  }

  static LeafResult failed(int code) {
    return result(
        LeafResult.Phase.FAILED,
        code,
        "main: Error (exit code " + code + ")",
        JsonNodeFactory.instance.objectNode());
  }

  static LeafResult error(String message) {
    return result(LeafResult.Phase.ERROR, 64, message, JsonNodeFactory.instance.objectNode());
  }

  private static LeafResult result(
      LeafResult.Phase phase, int code, String message, ObjectNode outputs) {
    return new LeafResult(phase, OptionalInt.of(code), message, outputs, List.of());
  }

  /** Reads manifests: the first Workflow becomes the run, everything else can be referred to. */
  Simulation load(String yaml) {
    for (var manifest : ManifestReader.read("test.yaml", yaml)) {
      KubeObject object = manifest.object();
      if (object.kind().equals("Workflow")) {
        workflow =
            object.withMetadata(metadata -> {
              metadata.put("namespace", "argo").put("uid", "uid-1");
              if (!metadata.has("name")) {
                metadata.put("name", object.generateName() + "x");
              }
            });
      } else {
        objects.put(object.kind() + "/" + object.name(), object);
      }
    }
    return this;
  }

  Simulation start(String yaml) {
    load(yaml);
    core = RunCore.begin(RunDefinition.of(workflow, defaults, this), LANGUAGES, this, now);
    note(core.start());
    return this;
  }

  /** Runs until nothing is left to do. */
  Simulation run(String yaml) {
    start(yaml);
    while (step()) {
      // each step changes the run
    }
    return this;
  }

  /** Ends the oldest leaf, or lets time pass to the next timer; false when there is neither. */
  boolean step() {
    if (!open.isEmpty()) {
      finishNext();
    } else {
      Optional<Instant> timer = core.nextTimer();
      if (timer.isEmpty()) {
        return false;
      }
      now = timer.get().isAfter(now) ? timer.get() : now;
      event(new RunEvent.Tick());
    }
    if (restartAfterEachStep && !core.phase().isFinished()) {
      restart();
    }
    return true;
  }

  void finishNext() {
    LeafTask task = open.remove();
    now = now.plusMillis(100);
    event(new RunEvent.LeafFinished(task.nodeId(), leaf.apply(task)));
  }

  void event(RunEvent event) {
    note(core.handle(event, now));
  }

  void after(Duration duration) {
    now = now.plus(duration);
    event(new RunEvent.Tick());
  }

  /** Forgets everything that was not stored and goes on from what was. */
  void restart() {
    restarts++;
    Map<String, NodeRow> rows = new LinkedHashMap<>(stored);
    StoredRun before = new StoredRun("uid-1", run, false, rows);
    List<LeafTask> order = new ArrayList<>(open);
    open.clear();
    locks = new LockTable();
    core =
        RunCore.restore(RunDefinition.of(workflow, defaults, this), before, LANGUAGES, this, now);
    note(core.resume());
    List<LeafTask> again = new ArrayList<>(open);
    again.sort(
        java.util.Comparator.comparingInt((LeafTask task) ->
            order.stream().map(LeafTask::nodeId).toList().indexOf(task.nodeId())));
    open.clear();
    open.addAll(again);
  }

  private void note(RunChange change) {
    stored.putAll(change.nodes());
    change.removed().forEach(stored::remove);
    run = change.run();
    var summary = core.summary();
    workflow = workflow.withStatus(summary.status());
    for (RunCommand command : change.commands()) {
      switch (command) {
        case RunCommand.StartLeaf start -> {
          started.add(start.task());
          open.add(start.task());
        }
        case RunCommand.StopLeaf stop -> {
          stopped.add(stop.nodeId());
          open.removeIf(task -> task.nodeId().equals(stop.nodeId()));
        }
        case RunCommand.AskLocks ask -> {
          if (ask.held()) {
            locks.reclaim(ask);
          } else {
            answer(locks.ask(ask, "2026"));
          }
        }
        case RunCommand.ReleaseLocks release -> answer(locks.release(release.holder()));
        case RunCommand.Memorize memorize -> memorized.add(memorize);
      }
    }
  }

  private void answer(List<LockTable.Answer> answers) {
    for (LockTable.Answer answer : answers) {
      if (answer.holder().startsWith("argo/" + workflow.name())) {
        event(answer.event());
      }
    }
  }

  Node node(String name) {
    Node node = core.run().find(name);
    if (node == null) {
      throw new AssertionError(
          "no node " + name + " among " + core.run().nodes().stream().map(n -> n.name).toList());
    }
    return node;
  }

  boolean has(String name) {
    return core.run().find(name) != null;
  }

  String phase() {
    return core.phase().text();
  }

  String message() {
    return core.summary().status().path("message").asString("");
  }

  /** The arguments or source of the leaf of this node, as it was started. */
  String startedText(String nodeName) {
    String id = NodeNames.id(workflow.name(), nodeName);
    return started.stream()
        .filter(task -> task.nodeId().equals(id))
        .map(task -> String.valueOf(task.template().path("container").path("args")))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @Override
  public Optional<KubeObject> workflowTemplate(
      String namespace, String name, boolean clusterScope) {
    return Optional.ofNullable(
        objects.get((clusterScope ? "ClusterWorkflowTemplate/" : "WorkflowTemplate/") + name));
  }

  @Override
  public Optional<KubeObject> configMap(String namespace, String name) {
    return Optional.ofNullable(objects.get("ConfigMap/" + name));
  }
}
