package dev.understack.sources.spi;

/** A rejected message that cannot be delivered now either. The message says why. */
public final class UndeliverableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndeliverableException(String message) {
    super(message);
  }
}
