package dev.understack.executors;

import dev.understack.executors.ContainerRuntime.ContainerExit;
import dev.understack.executors.ContainerRuntime.ContainerOutput;
import dev.understack.executors.ContainerRuntime.Workspace;
import dev.understack.executors.artifacts.ResultCapture;
import dev.understack.executors.logs.LogFile;
import dev.understack.executors.logs.LogStore;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.operations.ChangeReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the containers of a pod in their order: init containers one by one, then the main one with
 * its sidecars beside it, which end with it. Used by one thread.
 */
final class PodRun {
  private final PodSpec pod;
  private final List<ResolvedContainer> containers;
  private final Workspace workspace;
  private final LogStore logs;
  private final ChangeReport changes;
  private final Duration grace;

  /**
   * @param containers all of the pod, in the order init, main, sidecars
   */
  PodRun(
      PodSpec pod,
      List<ResolvedContainer> containers,
      Workspace workspace,
      LogStore logs,
      ChangeReport changes,
      Duration grace) {
    this.pod = pod;
    this.containers = containers;
    this.workspace = workspace;
    this.logs = logs;
    this.changes = changes;
    this.grace = grace;
  }

  /**
   * How a pod ended.
   *
   * @param container the one that decided: the first that failed, else the main one
   * @param result what the main container printed; empty when it did not run
   */
  record Ended(String container, ContainerExit exit, Optional<String> result) {}

  /** Runs to the end; an interrupt stops the container that runs. */
  Ended run() throws IOException {
    int main = pod.init().size();
    for (ResolvedContainer init : containers.subList(0, main)) {
      ContainerExit exit = run(init).exit();
      if (exit.code() != 0) {
        return new Ended(init.spec().name(), exit, Optional.empty());
      }
    }
    List<Sidecar> sidecars = new ArrayList<>();
    containers.subList(main + 1, containers.size()).forEach(c -> sidecars.add(start(c)));
    Ended ended;
    try {
      ended = run(containers.get(main));
    } finally {
      sidecars.forEach(sidecar -> sidecar.thread().interrupt());
    }
    for (Sidecar sidecar : sidecars) {
      ContainerExit exit = sidecar.exit().join();
      boolean stopped =
          exit.code() == ContainerExit.TERMINATED || exit.code() == ContainerExit.KILLED;
      if (ended.exit().code() == 0 && exit.code() != 0 && !stopped) {
        ended = new Ended(sidecar.name(), exit, ended.result());
      }
    }
    return ended;
  }

  private Ended run(ResolvedContainer container) throws IOException {
    String name = container.spec().name();
    try (LogFile log = logs.open(pod.name(), name);
        ResultCapture stdout = new ResultCapture(log.stdout())) {
      ContainerExit exit =
          workspace.run(container, new ContainerOutput(stdout, log.stderr(), changes), grace);
      stdout.flush();
      return new Ended(name, exit, Optional.of(stdout.result()));
    }
  }

  private Sidecar start(ResolvedContainer container) {
    CompletableFuture<ContainerExit> exit = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("sidecar " + container.spec().name() + " of " + pod.name())
            .start(() -> {
              try {
                exit.complete(run(container).exit());
              } catch (IOException e) {
                exit.completeExceptionally(new UncheckedIOException(e));
              } catch (RuntimeException e) {
                exit.completeExceptionally(e);
              }
            });
    return new Sidecar(container.spec().name(), thread, exit);
  }

  private record Sidecar(String name, Thread thread, CompletableFuture<ContainerExit> exit) {}
}
