package dev.understack.executors.logs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What of a log is wanted.
 *
 * @param follow whether to go on until the container ends
 * @param tail at most so many of the lines that are there already
 * @param since only lines at or after this time
 */
public record LogQuery(boolean follow, OptionalInt tail, Optional<Instant> since) {
  /** Everything that is there now. */
  public static final LogQuery ALL = new LogQuery(false, OptionalInt.empty(), Optional.empty());

  /** Everything, then what follows. */
  public static final LogQuery FOLLOW = new LogQuery(true, OptionalInt.empty(), Optional.empty());

  boolean wants(LogLine line) {
    return since.isEmpty() || !line.at().isBefore(since.get());
  }
}
