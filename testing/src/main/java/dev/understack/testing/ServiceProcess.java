package dev.understack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real server that a test runs: started with its own environment, killed with the test. */
public final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Thread atExit;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.atExit = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts a command with output appended to {@code log}.
   *
   * @param environment added to PATH, HOME and LANG; nothing else is inherited
   */
  public static ServiceProcess start(
      Path log, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> variables = builder.environment();
    variables.keySet().retainAll(List.of("HOME", "TMPDIR"));
    variables.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    variables.put("LC_ALL", "C.UTF-8");
    variables.putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return new ServiceProcess(builder.start(), log);
    } catch (IOException e) {
      throw new IllegalStateException("cannot start " + command.getFirst(), e);
    }
  }

  /** Runs a command to its end; throws with its output when it fails or takes over 3 minutes. */
  public static void run(Path log, Map<String, String> environment, List<String> command) {
    run(log, environment, command, Duration.ofMinutes(3));
  }

  /** Runs a command to its end; throws with its output when it fails or takes too long. */
  public static void run(
      Path log, Map<String, String> environment, List<String> command, Duration limit) {
    try (ServiceProcess running = start(log, environment, command)) {
      if (!running.process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          || running.process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed:\n" + running.logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits until {@code ready}; throws with the end of the log when it does not become so. */
  public void awaitReady(Duration limit, BooleanSupplier ready) {
    Instant end = Instant.now().plus(limit);
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || Instant.now().isAfter(end)) {
        throw new IllegalStateException("the server did not become ready:\n" + logTail());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL, as when the machine takes it away; returns once it is gone. */
  public void kill() {
    kill(process);
  }

  /** SIGTERM, then SIGKILL after the limit. */
  public void terminate(Duration limit) {
    process.destroy();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
      }
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill(process);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The hook is running already and does the same.
      return;
    }
  }

  private String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
