package dev.understack.testing;

/**
 * This machine cannot have a service that some tests need. Its message says why; such tests are
 * skipped with it.
 */
public final class UnavailableException extends RuntimeException {
  public UnavailableException(String reason) {
    super(reason);
  }
}
