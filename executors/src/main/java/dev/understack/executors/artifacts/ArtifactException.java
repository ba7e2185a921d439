package dev.understack.executors.artifacts;

/** An artifact or output parameter could not be loaded or saved; the message names it. */
public final class ArtifactException extends Exception {
  private static final long serialVersionUID = 1L;

  public ArtifactException(String message) {
    super(message);
  }

  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
