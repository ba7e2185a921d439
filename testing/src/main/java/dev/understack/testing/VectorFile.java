package dev.understack.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds recorded cases that are kept outside of the repository. */
public final class VectorFile {
  private VectorFile() {}

  /**
   * The file that an environment variable names, else the one in {@code shared/conformance} beside
   * this folder or one above it; empty when there is neither.
   */
  public static Optional<Path> find(String variable, String name) {
    String named = System.getenv(variable);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .map(folder -> folder.resolve("shared/conformance").resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
