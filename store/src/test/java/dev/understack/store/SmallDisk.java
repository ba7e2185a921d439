package dev.understack.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory that is soon full. */
record SmallDisk(Path path) implements AutoCloseable {

  /** Mounts it; the test is skipped, and says so, where mounting is not permitted. */
  static SmallDisk mount(Path path, String size) throws IOException, InterruptedException {
    Files.createDirectories(path);
    int exit = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path.toString());
    assumeTrue(exit == 0, "mounting a tmpfs is not permitted here");
    return new SmallDisk(path);
  }

  void makeReadOnly() throws IOException, InterruptedException {
    run("mount", "-o", "remount,ro", path.toString());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", path.toString());
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
