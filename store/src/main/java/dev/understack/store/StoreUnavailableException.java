package dev.understack.store;

/**
 * The store cannot write: disk full, file read-only, or closed. Nothing of the refused write is
 * kept; a later write may succeed.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the store file and says what to do. */
  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
