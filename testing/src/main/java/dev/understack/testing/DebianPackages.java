package dev.understack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Installs what a fixture needs from Debian, when it is not there. */
public final class DebianPackages {
  private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

  private DebianPackages() {}

  /**
   * Makes sure that a program is there.
   *
   * @param program absolute path of a file that the packages bring
   * @param packages what to install when it is missing
   * @throws IllegalStateException when it cannot be installed, with what apt said
   */
  public static synchronized void ensure(String program, String... packages) {
    if (Files.exists(Path.of(program))) {
      return;
    }
    try {
      forbidDaemons();
      if (!install(packages)) {
        run(List.of("apt-get", "update", "-qq"));
        if (!install(packages)) {
          throw new IllegalStateException(
              "cannot install "
                  + String.join(" ", packages)
                  + ", which the tests need for "
                  + program);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot install " + String.join(" ", packages), e);
    }
  }

  /** Keeps maintainer scripts from starting the packaged services: tests start their own. */
  private static void forbidDaemons() throws IOException {
    if (!Files.exists(POLICY)) {
      Files.writeString(POLICY, "#!/bin/sh\nexit 101\n");
      Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static boolean install(String... packages) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "apt-get",
                "install",
                "-y",
                "-qq",
                "--no-install-recommends",
                "-o",
                "DPkg::Lock::Timeout=600"));
    command.addAll(List.of(packages));
    return run(command) == 0;
  }

  private static int run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      if (!process.waitFor(15, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + " did not end in 15 minutes");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
