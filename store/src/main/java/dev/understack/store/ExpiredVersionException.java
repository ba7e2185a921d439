package dev.understack.store;

/** Changes after the asked version are no longer known in full: list again and go on from there. */
public final class ExpiredVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ExpiredVersionException(long version, long oldest) {
    super("too old resource version: " + version + " (" + oldest + ")");
  }
}
