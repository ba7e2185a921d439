package dev.understack.cli.api;

/** A command that cannot do what was asked; the message is all that the user needs. */
public final class CommandFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;

  /** Fails with exit code 1. */
  public CommandFailedException(String message) {
    this(message, 1);
  }

  public CommandFailedException(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
