package dev.understack.server.kube;

import dev.understack.testing.DebianPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real kubectl against one API, each call with a cache of its own folder. */
final class Kubectl {
  /** Another version can be tried with {@code -Dkubectl=/path}. */
  private static final String PROGRAM = System.getProperty("kubectl", "/usr/bin/kubectl");

  private final Path folder;
  private final Path config;

  Kubectl(Path folder, ApiFixture api, String token) {
    DebianPackages.ensure(PROGRAM, "kubernetes-client");
    this.folder = folder;
    this.config = folder.resolve("kubeconfig");
    try {
      Kubeconfig.write(config, api.url(), api.certificate(), token, "argo-events");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a call printed and how it ended. */
  record Outcome(int exitCode, String output) {}

  /** Runs kubectl; {@code stdin} is for {@code -f -}. */
  Outcome run(String stdin, String... arguments) {
    try {
      Process process = start(arguments);
      try (var in = process.getOutputStream()) {
        in.write(stdin.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The output of a call that succeeds. */
  String ok(String... arguments) {
    Outcome outcome = run("", arguments);
    if (outcome.exitCode != 0) {
      throw new AssertionError("kubectl " + String.join(" ", arguments) + ": " + outcome.output);
    }
    return outcome.output;
  }

  /** The output of a call that fails. */
  String refused(String... arguments) {
    Outcome outcome = run("", arguments);
    if (outcome.exitCode == 0) {
      throw new AssertionError("kubectl " + String.join(" ", arguments) + " succeeded");
    }
    return outcome.output;
  }

  /** Starts a call that goes on, such as a watch. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", config.toString());
    builder.environment().put("HOME", Files.createDirectories(folder.resolve("home")).toString());
    return builder.start();
  }
}
