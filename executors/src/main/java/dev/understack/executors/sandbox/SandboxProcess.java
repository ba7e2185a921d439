package dev.understack.executors.sandbox;

import dev.understack.executors.ContainerRuntime.ContainerExit;
import dev.understack.executors.ContainerRuntime.ContainerOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running sandbox: its output is passed on, an interrupt ends it. Used by one thread. */
final class SandboxProcess {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxProcess.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /** Bubblewrap's own process inside the sandbox, which the command is a child of. */
  private static final int OWN_PROCESSES = 1;

  private final Process process;
  private final List<CompletableFuture<Void>> pumps;

  private SandboxProcess(Process process, List<CompletableFuture<Void>> pumps) {
    this.process = process;
    this.pumps = pumps;
  }

  static SandboxProcess start(ProcessBuilder builder, ContainerOutput output) throws IOException {
    Process process = Spawner.start(builder);
    process.getOutputStream().close();
    return new SandboxProcess(
        process,
        List.of(
            pump(process.getInputStream(), output.stdout()),
            pump(process.getErrorStream(), output.stderr())));
  }

  private static CompletableFuture<Void> pump(InputStream from, OutputStream to) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("sandbox-output")
        .start(() -> {
          try (from) {
            from.transferTo(to);
          } catch (IOException e) {
            LOG.warn("output of a sandbox was lost: {}", e.getMessage());
          } finally {
            done.complete(null);
          }
        });
    return done;
  }

  /**
   * Waits for the end; an interrupt terminates the command, and kills it after the grace period.
   */
  int await(Duration grace) {
    try {
      int code = process.waitFor();
      drain();
      return code;
    } catch (InterruptedException stop) {
      return end(grace);
    }
  }

  private int end(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    boolean told = false;
    while (process.isAlive() && System.nanoTime() < deadline) {
      told = told || terminate();
      awaitFor(LOOK_AGAIN);
    }
    if (process.isAlive()) {
      process.destroyForcibly();
    }
    int code = awaitUninterruptibly();
    drain();
    return code;
  }

  /** Tells the command and its children; false when it has not come up yet. */
  private boolean terminate() {
    List<ProcessHandle> inside = process.toHandle().descendants().toList();
    if (inside.size() <= OWN_PROCESSES) {
      return false;
    }
    inside.forEach(ProcessHandle::destroy);
    return true;
  }

  private void awaitFor(Duration time) {
    try {
      process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      // It is being ended already.
    }
  }

  private int awaitUninterruptibly() {
    while (true) {
      try {
        return process.waitFor();
      } catch (InterruptedException again) {
        process.destroyForcibly();
      }
    }
  }

  private void drain() {
    pumps.forEach(CompletableFuture::join);
  }

  static ContainerExit exit(int code, boolean killedForMemory) {
    return killedForMemory && code != 0
        ? new ContainerExit(ContainerExit.KILLED, "OOMKilled", "")
        : ContainerExit.of(code);
  }
}
