package dev.understack.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a command ended.
 *
 * @param exitCode its exit code
 * @param out standard output and error together
 */
public record Outcome(int exitCode, String out) {

  /** Runs a command with these variables added to the environment; at most two minutes. */
  public static Outcome of(List<String> command, Map<String, String> environment) {
    try {
      Path output = Files.createTempFile("command", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            String.join(" ", command) + " did not end:\n" + Files.readString(output));
      }
      String text = Files.readString(output);
      Files.delete(output);
      return new Outcome(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
