package dev.understack.language.kube;

/**
 * A patch that is malformed or does not fit the object; the message is the one Kubernetes gives.
 */
public final class PatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, as a Kubernetes API server words it. */
  public PatchException(String message) {
    super(message);
  }
}
