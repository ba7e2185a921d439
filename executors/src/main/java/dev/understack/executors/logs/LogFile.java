package dev.understack.executors.logs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of one container while it runs.
 *
 * <p>When the file reaches its limit it becomes {@code NAME.log.1}, in place of an older one, and a
 * new file begins: the newest lines are kept. Safe for several threads.
 */
public final class LogFile implements AutoCloseable {
  /** How long a reader may be gone before a quiet log notices. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final Path path;
  private final long limit;
  private final Clock clock;
  private final Runnable onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final LineOutput stdout = new LineOutput(text -> append(LogLine.Stream.STDOUT, text));
  private final LineOutput stderr = new LineOutput(text -> append(LogLine.Stream.STDERR, text));
  // Guarded by lock.
  private OutputStream writer;
  private long size;
  private long lines;
  private boolean closed;

  LogFile(Path path, long limit, Clock clock, Runnable onClose) throws IOException {
    this.path = path;
    this.limit = limit;
    this.clock = clock;
    this.onClose = onClose;
    Files.createDirectories(path.getParent());
    this.size = Files.exists(path) ? Files.size(path) : 0;
    this.writer = open();
  }

  /** Where the container's standard output goes. Closing it ends an unfinished line. */
  public OutputStream stdout() {
    return stdout;
  }

  /** Where the container's standard error goes. Closing it ends an unfinished line. */
  public OutputStream stderr() {
    return stderr;
  }

  private void append(LogLine.Stream stream, String text) throws IOException {
    byte[] stored =
        new LogLine(clock.instant(), stream, text).stored().getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (closed) {
        return;
      }
      if (size + stored.length > limit && size > 0) {
        writer.close();
        Files.move(path, rotated(path), StandardCopyOption.REPLACE_EXISTING);
        writer = open();
        size = 0;
      }
      writer.write(stored);
      size += stored.length;
      lines++;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more than {@code seen} lines were written, the log is closed, or some time. */
  State awaitMoreThan(long seen) throws InterruptedException {
    lock.lock();
    try {
      long nanos = LONGEST_WAIT.toNanos();
      while (lines <= seen && !closed && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return new State(lines, closed);
    } finally {
      lock.unlock();
    }
  }

  State state() {
    lock.lock();
    try {
      return new State(lines, closed);
    } finally {
      lock.unlock();
    }
  }

  /** How far a log has come: lines written since it was opened. */
  record State(long lines, boolean closed) {}

  @Override
  public void close() throws IOException {
    stdout.close();
    stderr.close();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        writer.close();
        grown.signalAll();
        onClose.run();
      }
    } finally {
      lock.unlock();
    }
  }

  static Path rotated(Path path) {
    return path.resolveSibling(path.getFileName() + ".1");
  }

  private OutputStream open() throws IOException {
    // Not a channel: those close when a thread that is interrupted writes.
    return new FileOutputStream(path.toFile(), true);
  }
}
