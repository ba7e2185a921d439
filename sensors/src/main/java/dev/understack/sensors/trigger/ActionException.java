package dev.understack.sensors.trigger;

/** A failed action. The message names the target and what went wrong, without secrets. */
public final class ActionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean retryable;

  private ActionException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /** It may succeed when it is tried again. */
  public static ActionException retryable(String message) {
    return new ActionException(message, true);
  }

  /** It fails however often it is tried. */
  public static ActionException terminal(String message) {
    return new ActionException(message, false);
  }

  /** Whether another attempt makes sense. */
  public boolean isRetryable() {
    return retryable;
  }
}
