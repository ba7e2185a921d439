package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for servers that outlive one test; removed when the JVM ends. */
public final class TemporaryFolders {
  private TemporaryFolders() {}

  /** A new private folder. */
  public static Path create(String prefix) {
    try {
      Path folder = Files.createTempDirectory("understack-" + prefix + "-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(folder)) {
      paths = tree.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      return;
    }
    paths.forEach(path -> path.toFile().delete());
  }
}
