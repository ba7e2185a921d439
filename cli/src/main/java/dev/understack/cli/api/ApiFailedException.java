package dev.understack.cli.api;

/** A request that the server refused, with its message. */
public final class ApiFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  public ApiFailedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }
}
