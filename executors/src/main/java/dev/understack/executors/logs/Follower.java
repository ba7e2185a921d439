package dev.understack.executors.logs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the lines of a log that are there, then those that come, across a change of files. */
final class Follower {
  private final Path path;
  private final LogQuery query;
  private final LogSink sink;
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private Optional<InputStream> input = Optional.empty();
  private Object inode = "";
  private boolean wanted = true;

  Follower(Path path, LogQuery query, LogSink sink) {
    this.path = path;
    this.query = query;
    this.sink = sink;
  }

  void present() throws IOException {
    ArrayDeque<LogLine> held = new ArrayDeque<>();
    Consumer<LogLine> into =
        query.tail().isEmpty()
            ? this::give
            : line -> {
              held.addLast(line);
              if (held.size() > query.tail().getAsInt()) {
                held.removeFirst();
              }
            };
    try (InputStream older = new BufferedInputStream(Files.newInputStream(LogFile.rotated(path)))) {
      drain(older, into);
    } catch (NoSuchFileException never) {
      // The log has not been long enough for a second file.
    }
    reopen();
    drain(into);
    held.forEach(this::give);
  }

  void more() throws IOException {
    drain(this::give);
    if (!inode.equals(currentInode())) {
      reopen();
      drain(this::give);
    }
  }

  /** Whether the sink takes more. */
  boolean isWanted() {
    return wanted && sink.isOpen();
  }

  private void give(LogLine line) {
    if (wanted) {
      wanted = sink.line(line);
    }
  }

  private void reopen() throws IOException {
    close();
    inode = currentInode();
    if (!inode.equals("")) {
      input = Optional.of(new BufferedInputStream(Files.newInputStream(path)));
    }
  }

  private Object currentInode() throws IOException {
    return Files.exists(path) ? Files.getAttribute(path, "unix:ino") : "";
  }

  private void drain(Consumer<LogLine> into) throws IOException {
    if (input.isPresent()) {
      drain(input.get(), into);
    }
  }

  private void drain(InputStream bytes, Consumer<LogLine> into) throws IOException {
    for (int b = bytes.read(); b >= 0 && wanted; b = bytes.read()) {
      if (b != '\n') {
        unfinished.write(b);
        continue;
      }
      LogLine.parse(unfinished.toString(StandardCharsets.UTF_8))
          .filter(query::wants)
          .ifPresent(into);
      unfinished.reset();
    }
  }

  void close() {
    if (input.isPresent()) {
      try {
        input.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    input = Optional.empty();
  }
}
