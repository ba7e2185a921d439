package dev.understack.cluster;

import dev.understack.model.Json;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that the object API refused, as a Kubernetes Status. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** JSON text of {@code Status.details}; empty when there are none. */
  private final String details;

  /**
   * @param message as Kubernetes words it, for example {@code workflows.argoproj.io "x" not found}
   */
  public ApiException(Reason reason, String message) {
    this(reason, message, JsonNodeFactory.instance.objectNode());
  }

  private ApiException(Reason reason, String message, ObjectNode details) {
    super(message);
    this.reason = reason;
    this.details = details.isEmpty() ? "" : Json.write(details);
  }

  /** One thing that is wrong with an object; {@code message} as Kubernetes words it. */
  public record Cause(String field, String message) {}

  /** The object is not there. */
  public static ApiException notFound(ObjectKey key) {
    return new ApiException(Reason.NOT_FOUND, named(key) + " not found", details(key));
  }

  /** An object with this name is there. */
  public static ApiException alreadyExists(ObjectKey key) {
    return new ApiException(Reason.ALREADY_EXISTS, named(key) + " already exists", details(key));
  }

  /** The object was changed by somebody else. */
  public static ApiException conflict(ObjectKey key) {
    return conflict(
        key,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  /** The object is not in the state that the request asks for. */
  public static ApiException conflict(ObjectKey key, String why) {
    return new ApiException(
        Reason.CONFLICT,
        "Operation cannot be fulfilled on " + named(key) + ": " + why,
        details(key));
  }

  /** The object is wrong; all that is wrong is told. */
  public static ApiException invalid(ResourceType type, String name, List<Cause> causes) {
    List<String> sentences =
        causes.stream()
            .map(c -> c.field.isEmpty() ? c.message : c.field + ": " + c.message)
            .toList();
    String all =
        sentences.size() == 1 ? sentences.getFirst() : "[" + String.join(", ", sentences) + "]";
    String kind = type.group().isEmpty() ? type.kind() : type.kind() + "." + type.group();
    ObjectNode details = details(type, name).put("kind", type.kind());
    ArrayNode list = details.putArray("causes");
    for (Cause cause : causes) {
      list.addObject()
          .put("reason", "FieldValueInvalid")
          .put("message", cause.message)
          .put("field", cause.field);
    }
    return new ApiException(
        Reason.INVALID, "%s \"%s\" is invalid: %s".formatted(kind, name, all), details);
  }

  /** The identity may not do this; {@code name} is empty when no single object is meant. */
  public static ApiException forbidden(ResourceType type, String name, String why) {
    String subject = type.qualifiedPlural() + (name.isEmpty() ? "" : " \"" + name + "\"");
    return new ApiException(
        Reason.FORBIDDEN, subject + " is forbidden: " + why, details(type, name));
  }

  public Reason reason() {
    return reason;
  }

  /** The {@code v1/Status} object for this error. */
  public ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    status.put("status", "Failure").put("message", getMessage()).put("reason", reason.text());
    if (!details.isEmpty()) {
      status.set("details", Json.read(details));
    }
    return status.put("code", reason.code());
  }

  private static String named(ObjectKey key) {
    return key.type().qualifiedPlural() + " \"" + key.name() + "\"";
  }

  private static ObjectNode details(ObjectKey key) {
    return details(key.type(), key.name());
  }

  private static ObjectNode details(ResourceType type, String name) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    return details.put("kind", type.plural());
  }

  /** Why a request was refused. */
  public enum Reason {
    BAD_REQUEST("BadRequest", 400),
    UNAUTHORIZED("Unauthorized", 401),
    FORBIDDEN("Forbidden", 403),
    NOT_FOUND("NotFound", 404),
    METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
    NOT_ACCEPTABLE("NotAcceptable", 406),
    ALREADY_EXISTS("AlreadyExists", 409),
    CONFLICT("Conflict", 409),
    GONE("Expired", 410),
    UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415),
    INVALID("Invalid", 422),
    INTERNAL("InternalError", 500),
    UNAVAILABLE("ServiceUnavailable", 503);

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
