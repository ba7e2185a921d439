package dev.understack.acceptance.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine, run to their end. */
final class Commands {
  private Commands() {}

  /** What came of a run. */
  record Outcome(int exit, String output) {}

  /** The output; throws when the command fails. */
  static String run(String... command) {
    Outcome outcome = attempt(List.of(command));
    if (outcome.exit() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + outcome.output());
    }
    return outcome.output();
  }

  static Outcome attempt(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
