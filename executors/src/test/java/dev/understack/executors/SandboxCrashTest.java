package dev.understack.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.executors.sandbox.SandboxRuntime;
import dev.understack.executors.sandbox.SandboxSettings;
import dev.understack.testing.DebianPackages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of sandboxes when the process that runs them is killed. */
class SandboxCrashTest {
  @TempDir Path folder;

  @Test
  void nothingSurvivesAKilledProcessAndItsSecretsAreRemovedByTheNext() throws Exception {
    DebianPackages.ensure("/usr/bin/bwrap", "bubblewrap");
    String mark = "mark-" + UUID.randomUUID();
    Process runner =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Runner.class.getName(),
                    folder.toString(),
                    mark))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(runner.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.equals("up")) {
        line = out.readLine();
      }
      assertThat(line).isEqualTo("up");
      await().atMost(Duration.ofSeconds(60)).until(() -> running(mark));
    } finally {
      runner.destroyForcibly().waitFor();
    }

    await().atMost(Duration.ofSeconds(10)).until(() -> !running(mark));
    SandboxSettings settings = SandboxSettings.below(folder.resolve("state"));
    assertThat(settings.secrets()).isNotEmptyDirectory();
    SandboxRuntime next = new SandboxRuntime(settings);
    assertThat(settings.secrets()).isEmptyDirectory();
    assertThat(settings.work()).isEmptyDirectory();
    next.close();
  }

  private static boolean running(String mark) {
    return ProcessHandle.allProcesses()
        .map(process -> commandLine(process.pid()))
        .anyMatch(line -> line.contains(mark) && !line.contains("Runner"));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  /** The process that is killed. */
  static final class Runner {
    private Runner() {}

    /** Arguments: a folder and a mark that shows up in the command line of the sandbox. */
    public static void main(String[] arguments) throws Exception {
      Path folder = Path.of(arguments[0]);
      SandboxRuntime sandbox = new SandboxRuntime(SandboxSettings.below(folder.resolve("state")));
      try (LeafBench bench = new LeafBench(folder, Map.of(), sandbox)) {
        LeafBench.Running running =
            bench.start(
                "container: {image: alpine, command: [sh, -c, 'trap \"\" TERM HUP; sleep 600; : "
                    + arguments[1]
                    + "']}\n");
        running.heard().started.join();
        System.out.println("up");
        running.result();
      }
    }
  }
}
