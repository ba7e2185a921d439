package dev.understack.sensors.trigger;

/** A failed action. The message names the target and what went wrong, without secrets. */
public final class ActionException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Hope hope;

  private ActionException(String message, Hope hope) {
    super(message);
    this.hope = hope;
  }

  /** What another attempt may wait for. */
  private enum Hope {
    TIME,
    PERMISSION,
    NONE
  }

  /** It may succeed when it is tried again. */
  public static ActionException retryable(String message) {
    return new ActionException(message, Hope.TIME);
  }

  /** The identity may not do it; it may succeed once it may. */
  public static ActionException forbidden(String message) {
    return new ActionException(message, Hope.PERMISSION);
  }

  /** It fails however often it is tried. */
  public static ActionException terminal(String message) {
    return new ActionException(message, Hope.NONE);
  }

  /** Whether another attempt makes sense. */
  public boolean isRetryable() {
    return hope != Hope.NONE;
  }

  /** Whether a permission is missing. */
  public boolean isForbidden() {
    return hope == Hope.PERMISSION;
  }
}
