package dev.understack.executors;

import dev.understack.executors.ContainerRuntime.ContainerExit;
import dev.understack.executors.ContainerRuntime.Workspace;
import dev.understack.executors.artifacts.ArtifactException;
import dev.understack.executors.artifacts.Outputs;
import dev.understack.executors.files.FileTree;
import dev.understack.executors.pod.ContainerSpec;
import dev.understack.executors.pod.MissingReferenceException;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.operations.Change;
import dev.understack.store.ChangeTable.ExternalChange;
import dev.understack.workflows.spi.LeafExecutor.LeafListener;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafResult.Phase;
import dev.understack.workflows.spi.LeafTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of one leaf, from the look-up of its Secrets to its outputs, as the kubelet and Argo's
 * emissary do it together. Used by one thread.
 */
final class LeafExecution {
  private final LeafTask task;
  private final PodSpec pod;
  private final ContainerRuntime runtime;
  private final Places places;
  private final ImageRoutes routes;
  private final LocalNode node;
  private final LeafControl control;
  private final LeafListener listener;
  private final List<Change> changes = new CopyOnWriteArrayList<>();

  LeafExecution(
      LeafTask task,
      PodSpec pod,
      ContainerRuntime runtime,
      Places places,
      ImageRoutes routes,
      LocalNode node,
      LeafControl control,
      LeafListener listener) {
    this.task = task;
    this.pod = pod;
    this.runtime = runtime;
    this.places = places;
    this.routes = routes;
    this.node = node;
    this.control = control;
    this.listener = listener;
  }

  LeafResult run() {
    try {
      List<ResolvedContainer> containers =
          control.interruptibly(() -> {
            var found = new ReferenceWait(node.api()).until(this::resolve, listener::waiting);
            places.enter(listener::waiting);
            return found;
          });
      try {
        return run(containers);
      } finally {
        places.leave();
      }
    } catch (InterruptedException stopped) {
      return neverStarted();
    } catch (ArtifactException | IOException | RuntimeException e) {
      return LeafResults.error(e);
    }
  }

  private List<ResolvedContainer> resolve() throws MissingReferenceException {
    List<ContainerSpec> specs = new ArrayList<>(pod.init());
    specs.add(pod.main());
    specs.addAll(pod.sidecars());
    List<ResolvedContainer> resolved = new ArrayList<>();
    for (ContainerSpec spec : specs) {
      resolved.add(
          node.resolver()
              .resolve(pod, spec, routes.entrypoint(spec.image()))
              .withVariables(ArgoVariables.of(task, spec.name()))
              .withMounts(StockImages.mounts(spec.image())));
    }
    return resolved;
  }

  private LeafResult run(List<ResolvedContainer> containers)
      throws InterruptedException, IOException, ArtifactException {
    try (Workspace workspace = runtime.open(pod, containers)) {
      FileTree files = workspace.files(containers.get(pod.init().size()));
      for (JsonNode artifact : task.template().path("inputs").path("artifacts")) {
        if (artifact.hasNonNull("path")) {
          node.artifacts().load((ObjectNode) artifact, files);
        }
      }
      PodRun podRun =
          new PodRun(pod, containers, workspace, node.logs(), changes::add, task.gracePeriod());
      PodRun.Ended ended =
          control.interruptibly(() -> {
            listener.started();
            try (ProgressFile _ = new ProgressFile(files, listener::progress)) {
              return podRun.run();
            }
          });
      return finish(ended, files);
    }
  }

  private LeafResult finish(PodRun.Ended ended, FileTree files) {
    Outputs outputs = new Outputs();
    if (ended.result().isPresent()) {
      outputs.exitCode(ended.exit().code());
      outputs.result(ended.result().get());
      outputs.parameters(task.template(), files);
      outputs.artifacts(
          task.template(), files, node.artifacts(), task.workflowName() + "/" + task.podName());
    }
    OptionalInt code = OptionalInt.of(ended.exit().code());
    if (ended.exit().code() != 0) {
      String message =
          control.stop().filter(LeafControl.Deadline.class::isInstance).isPresent()
              ? LeafResults.DEADLINE
              : ended.exit().describe(ended.container());
      return result(Phase.FAILED, code, message, outputs);
    }
    Optional<String> fault = outputs.fault();
    if (fault.isPresent()) {
      String message =
          new ContainerExit(ContainerExit.NOT_STARTED, "Error", fault.get()).describe("wait");
      return result(Phase.ERROR, code, message, outputs);
    }
    return result(Phase.SUCCEEDED, code, "", outputs);
  }

  private LeafResult neverStarted() {
    String message =
        switch (control.stop().orElseGet(LeafControl.Deadline::new)) {
          case LeafControl.Requested requested -> requested.reason();
          case LeafControl.Deadline deadline -> LeafResults.DEADLINE;
        };
    return result(Phase.FAILED, OptionalInt.empty(), message, new Outputs());
  }

  private LeafResult result(Phase phase, OptionalInt code, String message, Outputs outputs) {
    List<ExternalChange> external =
        changes.stream()
            .map(change ->
                new ExternalChange(
                    change.system(),
                    change.kind(),
                    change.id(),
                    change.action().name(),
                    change.summary(),
                    change.at()))
            .toList();
    return new LeafResult(phase, code, message, outputs.tree(), external);
  }
}
