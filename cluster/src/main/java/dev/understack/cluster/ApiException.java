package dev.understack.cluster;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that the object API refused, as a Kubernetes Status. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /**
   * @param message as Kubernetes words it, for example {@code workflows.argoproj.io "x" not found}
   */
  public ApiException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** The {@code v1/Status} object for this error. */
  public ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    return status
        .put("status", "Failure")
        .put("message", getMessage())
        .put("reason", reason.text())
        .put("code", reason.code());
  }

  /** Why a request was refused. */
  public enum Reason {
    BAD_REQUEST("BadRequest", 400),
    UNAUTHORIZED("Unauthorized", 401),
    FORBIDDEN("Forbidden", 403),
    NOT_FOUND("NotFound", 404),
    ALREADY_EXISTS("AlreadyExists", 409),
    CONFLICT("Conflict", 409),
    GONE("Expired", 410),
    UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415),
    INVALID("Invalid", 422),
    UNAVAILABLE("ServiceUnavailable", 503),
    INTERNAL("InternalError", 500);

    private final String text;
    private final int code;

    Reason(String text, int code) {
      this.text = text;
      this.code = code;
    }

    /** The word in {@code Status.reason}. */
    public String text() {
      return text;
    }

    /** The HTTP status code. */
    public int code() {
      return code;
    }
  }
}
