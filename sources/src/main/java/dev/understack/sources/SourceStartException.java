package dev.understack.sources;

import org.jspecify.annotations.Nullable;

/** A source that cannot start now; it is tried again. The message says why, without secrets. */
public final class SourceStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SourceStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
