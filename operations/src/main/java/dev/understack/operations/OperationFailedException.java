package dev.understack.operations;

/** An operation cannot reach its goal, for a reason that its message tells in a whole sentence. */
public final class OperationFailedException extends RuntimeException {
  private final int exitCode;

  public OperationFailedException(String message) {
    this(1, message);
  }

  public OperationFailedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
