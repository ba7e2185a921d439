package dev.understack.operations.http;

import org.jspecify.annotations.Nullable;

/** Another system refused a request, or could not be reached. */
public final class RequestFailedException extends RuntimeException {
  private static final int SHOWN = 2_000;

  private final int status;
  private final String text;

  private RequestFailedException(
      String message, int status, String text, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.text = text;
  }

  /** A status of 400 or above. */
  public static RequestFailedException refused(HttpCall call, HttpAnswer answer) {
    String text = answer.body().strip();
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return new RequestFailedException(
        call.title() + " answered " + answer.status() + (shown.isEmpty() ? "" : ": " + shown),
        answer.status(),
        text,
        null);
  }

  static RequestFailedException unreachable(HttpCall call, Throwable cause) {
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new RequestFailedException(call.title() + " got no answer: " + reason, 0, "", cause);
  }

  /** The HTTP status, or 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** The text of the answer. */
  public String text() {
    return text;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  public boolean isTemporary() {
    return status == 0 || status == 429 || status == 502 || status == 503 || status == 504;
  }
}
