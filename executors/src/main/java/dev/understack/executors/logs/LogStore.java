package dev.understack.executors.logs;

import dev.understack.executors.pod.PodSpec.PodName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Logs of containers as files {@code NAMESPACE/POD/CONTAINER.log}. Safe for several threads.
 *
 * <p>Limits: about twice {@code limit} bytes per container; older lines go first.
 */
public final class LogStore {
  /** What is kept of one container: one file of this size and one before it. */
  public static final long DEFAULT_LIMIT = 10L * 1024 * 1024;

  private final Path root;
  private final long limit;
  private final Clock clock;
  private final Map<Path, LogFile> open = new ConcurrentHashMap<>();

  /**
   * @param root the folder, made when it is not there
   * @param limit bytes per file
   */
  public LogStore(Path root, long limit, Clock clock) {
    this.root = root;
    this.limit = limit;
    this.clock = clock;
  }

  /** Opens the log of a container that starts; a second start adds to it. */
  public LogFile open(PodName pod, String container) {
    Path path = path(pod, container);
    try {
      LogFile file = new LogFile(path, limit, clock, () -> open.remove(path));
      open.put(path, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the log of pod " + pod, e);
    }
  }

  /** Whether there is a log. */
  public boolean exists(PodName pod, String container) {
    return Files.exists(path(pod, container));
  }

  /** The containers of a pod that have a log, sorted. */
  public List<String> containers(PodName pod) {
    Path folder = folder(pod);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".log"))
          .map(name -> name.substring(0, name.length() - ".log".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the logs of pod " + pod, e);
    }
  }

  /**
   * Gives the wanted lines to {@code sink}; with follow, returns when the container has ended or
   * the sink wants no more. A log that does not exist has no lines.
   */
  public void read(PodName pod, String container, LogQuery query, LogSink sink)
      throws InterruptedException {
    Path path = path(pod, container);
    LogFile running = query.follow() ? open.get(path) : null;
    Follower follower = new Follower(path, query, sink);
    try {
      LogFile.State state = running == null ? new LogFile.State(0, true) : running.state();
      follower.present();
      while (running != null && !state.closed() && follower.isWanted()) {
        state = running.awaitMoreThan(state.lines());
        follower.more();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the log of pod " + pod, e);
    } finally {
      follower.close();
    }
  }

  /** Removes all logs of a pod. */
  public void delete(PodName pod) {
    Path folder = folder(pod);
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the logs of pod " + pod, e);
    }
  }

  private Path folder(PodName pod) {
    return root.resolve(segment(pod.namespace())).resolve(segment(pod.pod()));
  }

  private Path path(PodName pod, String container) {
    return folder(pod).resolve(segment(container) + ".log");
  }

  private static String segment(String name) {
    if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("\"" + name + "\" cannot name a log");
    }
    return name;
  }
}
