package dev.understack.store;

/**
 * The store cannot be opened, read or written: disk full, file read-only, damaged, in use by
 * another process, or closed. Nothing of a refused write is kept; a later write may succeed.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the store file and says what to do. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The message names the store file and says what to do. */
  public StoreUnavailableException(String message) {
    super(message);
  }
}
