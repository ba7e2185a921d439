package dev.understack.workflows.core;

import java.util.Optional;

/** How much work is done: {@code done} of {@code total}. */
public record Progress(long done, long total) {
  static final Progress NONE = new Progress(0, 0);
  static final Progress ONE_TO_DO = new Progress(0, 1);

  Progress plus(Progress other) {
    return new Progress(done + other.done, total + other.total);
  }

  Progress minus(Progress other) {
    return new Progress(done - other.done, total - other.total);
  }

  Progress completed() {
    return new Progress(total, total);
  }

  /** Reads {@code N/M}; empty unless N is at most M and M is positive. */
  static Optional<Progress> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      return Optional.empty();
    }
    try {
      Progress read =
          new Progress(
              Long.parseLong(text.substring(0, slash).strip()),
              Long.parseLong(text.substring(slash + 1).strip()));
      return read.done >= 0 && read.done <= read.total && read.total > 0
          ? Optional.of(read)
          : Optional.empty();
    } catch (NumberFormatException notNumbers) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return done + "/" + total;
  }
}
