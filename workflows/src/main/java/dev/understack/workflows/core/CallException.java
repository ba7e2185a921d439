package dev.understack.workflows.core;

/** A template could not be called or a text not be resolved; the message ends up in a node. */
public final class CallException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CallException(String message) {
    super(message, null, false, false);
  }
}
