package dev.understack.operations.console;

/** The arguments do not fit the options of a script; it ends with exit code 2. */
public final class UsageException extends RuntimeException {
  public UsageException(String message) {
    super(message);
  }
}
