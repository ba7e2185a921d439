package dev.understack.server.argo;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.Json;
import io.helidon.webserver.http.ServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The JSON that a request brings. */
final class RequestBody {
  private RequestBody() {}

  /** An empty object when the request has no body. */
  static JsonNode of(ServerRequest request) {
    String text = request.content().hasEntity() ? request.content().as(String.class) : "";
    try {
      return Json.read(text.isBlank() ? "{}" : text);
    } catch (JacksonException e) {
      throw new ApiException(Reason.BAD_REQUEST, "the body is not JSON: " + e.getOriginalMessage());
    }
  }
}
