package dev.understack.executors.logs;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a log.
 *
 * @param at when it was written
 * @param stream where the container wrote it
 * @param text without the line end
 */
public record LogLine(Instant at, Stream stream, String text) {

  /** The two outputs of a container. */
  public enum Stream {
    STDOUT("stdout"),
    STDERR("stderr");

    private final String word;

    Stream(String word) {
      this.word = word;
    }
  }

  /** As stored: the format of the container runtimes of Kubernetes. */
  String stored() {
    return at + " " + stream.word + " F " + text + "\n";
  }

  /** The line that {@link #stored} made, without its line end; empty when it is none. */
  static Optional<LogLine> parse(String stored) {
    String[] parts = stored.split(" ", 4);
    if (parts.length < 4) {
      return Optional.empty();
    }
    try {
      Stream stream = parts[1].equals(Stream.STDERR.word) ? Stream.STDERR : Stream.STDOUT;
      return Optional.of(new LogLine(Instant.parse(parts[0]), stream, parts[3]));
    } catch (java.time.format.DateTimeParseException torn) {
      return Optional.empty();
    }
  }
}
