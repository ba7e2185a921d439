package dev.understack.executors;

import dev.understack.executors.files.MemoryFiles;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.ResolvedContainer;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs UnderStack operations inside this JVM, each on a virtual thread of its own: no process, no
 * files on disk. Safe for several threads.
 */
public final class InProcessRuntime implements ContainerRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(InProcessRuntime.class);
  private final Map<String, Operation> operations;
  private final boolean dryRun;
  private final Clock clock;

  /**
   * @param operations by console-script name
   * @param dryRun whether operations print their changes instead of making them
   */
  public InProcessRuntime(Map<String, Operation> operations, boolean dryRun, Clock clock) {
    this.operations = Map.copyOf(operations);
    this.dryRun = dryRun;
    this.clock = clock;
  }

  /** Runs these operations for real. */
  public static InProcessRuntime of(Collection<? extends Operation> operations, Clock clock) {
    Map<String, Operation> byName = new HashMap<>();
    operations.forEach(operation -> byName.put(operation.name(), operation));
    return new InProcessRuntime(byName, false, clock);
  }

  /** The operation that a command line names, by the last part of its path. */
  public Optional<Operation> operation(List<String> command) {
    return command.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(
            operations.get(command.getFirst().substring(command.getFirst().lastIndexOf('/') + 1)));
  }

  @Override
  public Workspace open(PodSpec pod, List<ResolvedContainer> containers) {
    if (containers.size() != 1) {
      throw new IllegalArgumentException(
          "pod "
              + pod.name()
              + " has init containers or sidecars beside an operation inside the process");
    }
    return new MemoryWorkspace(new MemoryFiles(containers.getFirst().mounts()));
  }

  private final class MemoryWorkspace implements Workspace {
    private final MemoryFiles files;

    MemoryWorkspace(MemoryFiles files) {
      this.files = files;
      // Outputs of UnderStack templates go there; the folder is there in every pod of Argo.
      files.makeFolder("/var/run/argo", 0777);
    }

    @Override
    public MemoryFiles files(ResolvedContainer container) {
      return files;
    }

    @Override
    public ContainerExit run(
        ResolvedContainer container, ContainerOutput output, Duration gracePeriod) {
      List<String> command = container.command();
      Optional<Operation> operation = operation(command);
      if (operation.isEmpty()) {
        return new ContainerExit(
            ContainerExit.NOT_STARTED,
            "Error",
            "failed to find name in PATH: exec: \""
                + command.getFirst()
                + "\": executable file not found in $PATH");
      }
      try (PrintStream out = new PrintStream(output.stdout(), true, StandardCharsets.UTF_8);
          PrintStream err = new PrintStream(output.stderr(), true, StandardCharsets.UTF_8)) {
        OperationContext context =
            new OperationContext(
                container.environment(), files, out, err, output.changes(), dryRun, clock);
        return call(operation.get(), context, command.subList(1, command.size()), gracePeriod);
      }
    }

    @Override
    public void close() {
      // The files go with the object.
    }
  }

  private static ContainerExit call(
      Operation operation, OperationContext context, List<String> arguments, Duration grace) {
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name("operation " + operation.name())
            .start(() -> exit.complete(runGuarded(operation, context, arguments)));
    try {
      thread.join();
    } catch (InterruptedException stop) {
      thread.interrupt();
      if (!joined(thread, grace)) {
        LOG.warn(
            "operation {} did not heed the request to stop and was left behind", operation.name());
        return ContainerExit.of(ContainerExit.KILLED);
      }
    }
    return ContainerExit.of(exit.getNow(ContainerExit.KILLED));
  }

  private static boolean joined(Thread thread, Duration grace) {
    try {
      return thread.join(grace);
    } catch (InterruptedException again) {
      return false;
    }
  }

  private static int runGuarded(
      Operation operation, OperationContext context, List<String> arguments) {
    try {
      return operation.run(context, arguments);
    } catch (InterruptedException stopped) {
      return ContainerExit.TERMINATED;
    } catch (RuntimeException | StackOverflowError crash) {
      // A process would end with a trace on standard error and code 1.
      crash.printStackTrace(context.err());
      return 1;
    }
  }
}
