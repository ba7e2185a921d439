package dev.understack.executors;

import dev.understack.executors.logs.LogLine;
import dev.understack.executors.logs.LogQuery;
import dev.understack.executors.pod.PodSpec.PodName;
import dev.understack.model.ManifestReader;
import dev.understack.operations.Operation;
import dev.understack.workflows.spi.LeafExecutor.LeafListener;
import dev.understack.workflows.spi.LeafExecutor.LeafRun;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/** Runs leaves given as YAML and keeps what their listener heard. */
final class LeafBench implements AutoCloseable {
  final TestCluster objects;
  final LocalNode node;
  final RoutingExecutor executor;
  private int count;

  LeafBench(Path folder, Map<String, Operation> operations, ContainerRuntime sandbox) {
    objects = new TestCluster(folder);
    node =
        LocalNode.below(
            folder, objects.api(), (namespace, name) -> "token-of-" + name, Clock.systemUTC());
    objects.serve(node.pods());
    executor =
        new RoutingExecutor(
            node,
            ImageRoutes.defaults(),
            new InProcessRuntime(operations, false, Clock.systemUTC()),
            sandbox);
  }

  Running start(String template) {
    return start(template, Optional.empty());
  }

  LeafResult runOwnedBy(String uid, String template) {
    return start(uid, template, Optional.empty()).result();
  }

  Running start(String template, Optional<Instant> deadline) {
    return start("uid-1", template, deadline);
  }

  private Running start(String uid, String template, Optional<Instant> deadline) {
    LeafTask task =
        new LeafTask(
            "argo-events",
            "wf",
            uid,
            "wf-" + ++count,
            "wf-pod-" + count,
            "workflow",
            yaml(template),
            List.of(),
            0,
            deadline,
            Duration.ofSeconds(2));
    Heard heard = new Heard();
    return new Running(task, executor.start(task, heard), heard);
  }

  LeafResult run(String template) {
    return start(template).result();
  }

  List<String> log(LeafTask task) {
    List<LogLine> lines = new ArrayList<>();
    try {
      node.logs()
          .read(
              new PodName(task.namespace(), task.podName()),
              "main",
              LogQuery.ALL,
              line -> lines.add(line));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return lines.stream().map(line -> line.stream() + " " + line.text()).toList();
  }

  static ObjectNode yaml(String text) {
    String manifest = "apiVersion: v1\nkind: T\nmetadata: {name: t}\ntemplate:\n" + text.indent(2);
    return (ObjectNode)
        ManifestReader.read("template", manifest).getFirst().object().tree().get("template");
  }

  @Override
  public void close() {
    executor.close();
    objects.close();
  }

  record Running(LeafTask task, LeafRun run, Heard heard) {
    LeafResult result() {
      return heard.result.orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  static final class Heard implements LeafListener {
    final List<String> waiting = new CopyOnWriteArrayList<>();
    final List<String> progress = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> started = new CompletableFuture<>();
    final CompletableFuture<LeafResult> result = new CompletableFuture<>();

    @Override
    public void waiting(String message) {
      waiting.add(message);
    }

    @Override
    public void started() {
      started.complete(null);
    }

    @Override
    public void progress(String told) {
      progress.add(told);
    }

    @Override
    public void finished(LeafResult end) {
      result.complete(end);
    }
  }
}
