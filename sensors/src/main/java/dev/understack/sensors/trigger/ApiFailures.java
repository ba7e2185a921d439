package dev.understack.sensors.trigger;

import dev.understack.cluster.ApiException;

/** Which refusals of the object API may pass by themselves. */
public final class ApiFailures {
  private ApiFailures() {}

  /**
   * Whether another attempt may succeed. Forbidden may: a role binding can be restored, and the
   * work that waited for it then completes.
   */
  public static boolean isRetryable(ApiException.Reason reason) {
    return switch (reason) {
      case UNAUTHORIZED, FORBIDDEN, CONFLICT, GONE, UNAVAILABLE, INTERNAL -> true;
      case BAD_REQUEST,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          NOT_ACCEPTABLE,
          ALREADY_EXISTS,
          UNSUPPORTED_MEDIA_TYPE,
          INVALID ->
          false;
    };
  }

  static ActionException failed(ApiException e) {
    String message = String.valueOf(e.getMessage());
    if (e.reason() == ApiException.Reason.FORBIDDEN) {
      return ActionException.forbidden(message);
    }
    return isRetryable(e.reason())
        ? ActionException.retryable(message)
        : ActionException.terminal(message);
  }
}
