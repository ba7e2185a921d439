package dev.understack.operations.http;

/** The run was stopped from outside while it waited; it ends without changing anything more. */
public final class StoppedException extends RuntimeException {
  public StoppedException() {
    super("stopped");
  }
}
