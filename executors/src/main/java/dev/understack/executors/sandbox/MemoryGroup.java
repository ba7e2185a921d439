package dev.understack.executors.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group that bounds the memory of one container, where the machine lets us make one.
 *
 * @param folder the group
 * @param events the file that counts kills for lack of memory
 */
record MemoryGroup(Path folder, Path events) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryGroup.class);
  private static final int REMOVAL_TRIES = 50;
  private static final Duration REMOVAL_PAUSE = Duration.ofMillis(200);
  private static final Path UNIFIED = Path.of("/sys/fs/cgroup");
  private static final Path MEMORY = Path.of("/sys/fs/cgroup/memory");

  /**
   * A new group; empty when this machine does not let us make one.
   *
   * @param owner first part of its name
   */
  static Optional<MemoryGroup> create(String owner, long bytes) {
    String name = owner + "-" + UUID.randomUUID();
    return isUnified()
        ? create(parent().resolve(name), "memory.max", "memory.swap.max", "memory.events", bytes)
        : create(
            parent().resolve(name),
            "memory.limit_in_bytes",
            "memory.memsw.limit_in_bytes",
            "memory.oom_control",
            bytes);
  }

  /** Removes the groups that an earlier process of this owner left. */
  static void removeLeftovers(String owner) throws IOException {
    if (!Files.isDirectory(parent())) {
      return;
    }
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent(), owner + "-*")) {
      left.forEach(MemoryGroup::removeWhenEmpty);
    }
  }

  private static boolean isUnified() {
    return Files.exists(UNIFIED.resolve("cgroup.controllers"));
  }

  private static Path parent() {
    return isUnified() ? UNIFIED.resolve(ownGroup()) : MEMORY;
  }

  private static Optional<MemoryGroup> create(
      Path folder, String limit, String swap, String events, long bytes) {
    if (!Files.isWritable(folder.getParent())) {
      return Optional.empty();
    }
    try {
      Files.createDirectory(folder);
      if (!Files.exists(folder.resolve(limit))) {
        Files.delete(folder);
        return Optional.empty();
      }
      Files.writeString(folder.resolve(limit), Long.toString(bytes));
      limitSwap(folder.resolve(swap), limit.equals("memory.max") ? 0 : bytes);
      return Optional.of(new MemoryGroup(folder, folder.resolve(events)));
    } catch (IOException refused) {
      return Optional.empty();
    }
  }

  private static void limitSwap(Path file, long bytes) throws IOException {
    if (Files.exists(file)) {
      Files.writeString(file, Long.toString(bytes));
    }
  }

  private static String ownGroup() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/cgroup"))) {
        if (line.startsWith("0::/")) {
          return line.substring("0::/".length());
        }
      }
    } catch (IOException e) {
      return "";
    }
    return "";
  }

  /** Puts in front of a command what makes it start in this group. */
  List<String> enter() {
    return List.of(
        "/bin/sh",
        "-c",
        "echo $$ > \"$0\" && unset PWD OLDPWD && exec \"$@\"",
        folder.resolve("cgroup.procs").toString());
  }

  /** Whether something was killed because the group was full. */
  boolean killedForMemory() throws IOException {
    for (String line : Files.readAllLines(events)) {
      if (line.startsWith("oom_kill ") && !line.endsWith(" 0")) {
        return true;
      }
    }
    return false;
  }

  /** Removes the group, as soon as the kernel has forgotten its processes. */
  @Override
  public void close() {
    if (!removed(folder)) {
      Thread.ofVirtual().name("remove " + folder).start(() -> removeWhenEmpty(folder));
    }
  }

  private static void removeWhenEmpty(Path folder) {
    for (int tries = 0; tries < REMOVAL_TRIES; tries++) {
      if (removed(folder)) {
        return;
      }
      LockSupport.parkNanos(REMOVAL_PAUSE.toNanos());
    }
    LOG.warn("control group {} could not be removed", folder);
  }

  private static boolean removed(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
