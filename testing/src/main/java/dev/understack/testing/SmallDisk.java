package dev.understack.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file system in memory that is soon full. */
public record SmallDisk(Path path) implements AutoCloseable {
  private static final String BALLAST = "ballast";

  /**
   * Mounts it.
   *
   * @param size as {@code mount} reads it, for example {@code 8m}
   * @return empty where mounting is not permitted
   */
  public static Optional<SmallDisk> mount(Path path, String size) throws IOException {
    Files.createDirectories(path);
    int exit = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    return exit == 0 ? Optional.of(new SmallDisk(path)) : Optional.empty();
  }

  public void makeReadOnly() throws IOException {
    run("mount", "-o", "remount,ro", path.toString());
  }

  /** Takes all the space that is left. */
  public void fill() throws IOException {
    try (OutputStream ballast = Files.newOutputStream(path.resolve(BALLAST))) {
      byte[] block = new byte[4096];
      while (true) {
        ballast.write(block);
      }
    } catch (IOException e) {
      if (Files.getFileStore(path).getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  public void free() throws IOException {
    Files.delete(path.resolve(BALLAST));
  }

  @Override
  public void close() throws IOException {
    run("umount", "--lazy", path.toString());
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(String.join(" ", command));
    }
  }
}
