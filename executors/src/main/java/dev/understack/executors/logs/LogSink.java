package dev.understack.executors.logs;

/** Takes lines of a log. */
@FunctionalInterface
public interface LogSink {
  /** Takes a line; false asks for no more. */
  boolean line(LogLine line);

  /** False once nobody reads any more. */
  default boolean isOpen() {
    return true;
  }
}
