package dev.understack.executors;

import dev.understack.executors.pod.ContainerSpec;
import dev.understack.executors.pod.PodOwner;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.PodSpecReader;
import dev.understack.workflows.spi.LeafExecutor;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs leaves on this machine: by its image name each goes to an operation inside the process or to
 * the sandbox. One virtual thread per leaf. Safe for several threads.
 */
public final class RoutingExecutor implements LeafExecutor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoutingExecutor.class);

  /** Operations mostly wait for answers; processes need memory and processors. */
  private static final int OPERATIONS_SIDE_BY_SIDE = 256;

  private static final int SANDBOXES_SIDE_BY_SIDE = 64;

  private final LocalNode node;
  private final ImageRoutes routes;
  private final InProcessRuntime inProcess;
  private final ContainerRuntime sandbox;
  private final Places operationPlaces = new Places(OPERATIONS_SIDE_BY_SIDE);
  private final Places sandboxPlaces = new Places(SANDBOXES_SIDE_BY_SIDE);
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("leaf-deadlines").factory());

  public RoutingExecutor(
      LocalNode node, ImageRoutes routes, InProcessRuntime inProcess, ContainerRuntime sandbox) {
    this.node = node;
    this.routes = routes;
    this.inProcess = inProcess;
    this.sandbox = sandbox;
  }

  @Override
  public LeafRun start(LeafTask task, LeafListener listener) {
    return start(task, PodOwner.workflow(task.workflowName(), task.workflowUid()), listener);
  }

  /** Runs a leaf of something else than a workflow. */
  public LeafRun start(LeafTask task, PodOwner owner, LeafListener listener) {
    LeafControl control = new LeafControl();
    Thread.ofVirtual()
        .name("leaf " + task.namespace() + "/" + task.podName())
        .start(() -> run(task, owner, control, listener));
    return reason -> control.request(new LeafControl.Requested(reason));
  }

  private void run(LeafTask task, PodOwner owner, LeafControl control, LeafListener listener) {
    ScheduledFuture<?> deadline = deadline(task, control);
    try {
      LeafListener told = listener;
      LeafResult result;
      try {
        PodSpec pod = PodSpecReader.read(task, owner);
        told = node.pods().record(task, pod, listener);
        boolean inside = isOperation(pod);
        result =
            new LeafExecution(
                    task,
                    pod,
                    inside ? inProcess : sandbox,
                    inside ? operationPlaces : sandboxPlaces,
                    routes,
                    node,
                    control,
                    told)
                .run();
      } catch (RuntimeException e) {
        result = LeafResults.error(e);
      }
      told.finished(result);
    } catch (RuntimeException e) {
      LOG.error("the end of pod {}/{} was not taken", task.namespace(), task.podName(), e);
    } finally {
      deadline.cancel(false);
    }
  }

  private ScheduledFuture<?> deadline(LeafTask task, LeafControl control) {
    // Without a deadline the timer is far off and cancelled like any other.
    Instant at =
        task.deadline().orElseGet(() -> node.clock().instant().plus(Duration.ofDays(3650)));
    long millis = Math.max(0, Duration.between(node.clock().instant(), at).toMillis());
    return deadlines.schedule(
        () -> control.request(new LeafControl.Deadline()), millis, TimeUnit.MILLISECONDS);
  }

  /** Inside the process when the image says so and the command is an operation. */
  private boolean isOperation(PodSpec pod) {
    ContainerSpec main = pod.main();
    List<String> command =
        main.command().isEmpty() ? routes.entrypoint(main.image()).command() : main.command();
    return routes.target(main.image()) == ImageRoutes.Target.IN_PROCESS
        && inProcess.operation(command).isPresent();
  }

  /** Stops taking deadlines into account; leaves that run are not stopped. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    inProcess.close();
    sandbox.close();
  }
}
