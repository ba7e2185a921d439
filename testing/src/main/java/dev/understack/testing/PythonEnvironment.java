package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs that only Python's package index has, in a virtual environment of their own below {@code
 * ~/.cache/understack-testing} (or {@code $XDG_CACHE_HOME}), which later runs find again.
 */
public final class PythonEnvironment {
  private static final String INSTALLED = ".installed";

  private final Path folder;

  private PythonEnvironment(Path folder) {
    this.folder = folder;
  }

  /**
   * Installs a package when it is not there.
   *
   * @param requirement as pip reads it, with its exact version: {@code nautobot==2.4.44}
   * @throws UnavailableException when no Python fits or pip cannot have the package
   */
  public static PythonEnvironment with(
      PythonVersions versions, String requirement, String... more) {
    Path folder = cache().resolve(requirement);
    try {
      Files.createDirectories(folder);
      try (FileChannel channel = lockFile(folder);
          FileLock held = channel.lock()) {
        if (!held.isValid()) {
          throw new IllegalStateException(folder + " cannot be locked");
        }
        if (!Files.exists(folder.resolve(INSTALLED))) {
          install(versions.find(), folder, requirement, more);
          Files.createFile(folder.resolve(INSTALLED));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PythonEnvironment(folder);
  }

  /** Absolute path of a program that the packages brought. */
  public String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void install(String python, Path folder, String requirement, String... more) {
    Path log = folder.resolve("install.log");
    try {
      ServiceProcess.run(log, Map.of(), List.of(python, "-m", "venv", folder.toString()));
      ServiceProcess.run(
          log,
          surroundings(),
          install(folder.resolve("bin/pip").toString(), requirement, more),
          Duration.ofMinutes(10));
    } catch (IllegalStateException e) {
      throw new UnavailableException(requirement + " cannot be installed: " + e.getMessage());
    }
  }

  private static List<String> install(String pip, String requirement, String... more) {
    List<String> command =
        new java.util.ArrayList<>(List.of(pip, "install", "--quiet", requirement));
    command.addAll(List.of(more));
    return command;
  }

  /** How this machine reaches the package index: proxies, certificates and pip's own settings. */
  private static Map<String, String> surroundings() {
    Map<String, String> kept = new HashMap<>(System.getenv());
    kept.keySet()
        .removeIf(
            name -> !name.matches("(?i)(PIP_.*|(https?|no|all)_proxy|SSL_CERT_.*|.*_CA_BUNDLE)"));
    return kept;
  }

  private static FileChannel lockFile(Path folder) throws IOException {
    return FileChannel.open(
        folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static Path cache() {
    String home = System.getenv("XDG_CACHE_HOME");
    Path caches =
        home == null || home.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(home);
    return caches.resolve("understack-testing");
  }
}
