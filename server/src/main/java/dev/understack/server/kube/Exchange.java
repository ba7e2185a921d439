package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.Json;
import dev.understack.model.ManifestReader;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request and its response, in the terms of the Kubernetes API. For one thread. */
final class Exchange {
  private static final String JSON = "application/json";
  private final ServerRequest request;
  private final ServerResponse response;
  private boolean answered;

  Exchange(ServerRequest request, ServerResponse response) {
    this.request = request;
    this.response = response;
  }

  String method() {
    return request.prologue().method().text();
  }

  /** The parts of the path, decoded. */
  List<String> path() {
    return Arrays.stream(request.prologue().uriPath().path().split("/", -1))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** A query parameter; empty when absent. */
  String query(String name) {
    return request.query().first(name).orElse("");
  }

  boolean isTrue(String name) {
    String value = query(name);
    return request.query().contains(name)
        && (value.isEmpty() || value.equals("true") || value.equals("1"));
  }

  /** A query parameter that is a whole number. */
  OptionalInt number(String name) {
    String value = query(name);
    try {
      return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    } catch (NumberFormatException _) {
      throw new ApiException(
          Reason.BAD_REQUEST, name + ": Invalid value: \"" + value + "\": must be a number");
    }
  }

  Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
  }

  /** All values of a header that may be given several times. */
  List<String> headers(String name) {
    return request.headers().values(HeaderNames.create(name));
  }

  /** The media type of the body, without parameters. */
  String contentType() {
    String type = header("Content-Type").orElse(JSON);
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  String accept() {
    return String.join(",", headers("Accept"));
  }

  boolean isDryRun() {
    String value = query("dryRun");
    if (!value.isEmpty() && !value.equals("All")) {
      throw new ApiException(
          Reason.INVALID,
          "dryRun: Unsupported value: \"" + value + "\": supported values: \"All\"");
    }
    return !value.isEmpty();
  }

  /** The body, JSON or YAML; an absent one is empty. */
  JsonNode body() {
    byte[] bytes = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    String type = contentType();
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (type.equals("application/vnd.kubernetes.protobuf")) {
      return ProtobufBody.read(bytes);
    }
    if (type.contains("cbor")) {
      throw new ApiException(
          Reason.UNSUPPORTED_MEDIA_TYPE,
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json, application/yaml, application/vnd.kubernetes.protobuf");
    }
    try {
      return type.endsWith("yaml") ? yaml(Json.text(bytes)) : Json.read(bytes);
    } catch (JacksonException e) {
      throw new ApiException(
          Reason.BAD_REQUEST, "the body cannot be read: " + e.getOriginalMessage());
    }
  }

  /** The body, which must be an object. */
  ObjectNode objectBody() {
    if (body() instanceof ObjectNode object) {
      return object;
    }
    throw new ApiException(Reason.BAD_REQUEST, "the body of the request is not an object");
  }

  /** Adds a warning that kubectl shows. */
  void warn(String text) {
    response
        .headers()
        .add(HeaderNames.create("Warning"), "299 - \"" + text.replace("\"", "\\\"") + "\"");
  }

  void send(int status, JsonNode body) {
    send(status, JSON, Json.bytes(body));
  }

  void send(int status, String contentType, byte[] body) {
    answered = true;
    response.status(status).header("Content-Type", contentType).send(body);
  }

  void sendText(int status, String text) {
    send(
        status,
        "text/plain; charset=utf-8",
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  void fail(ApiException refusal) {
    if (refusal.reason() == Reason.UNAVAILABLE) {
      response.header("Retry-After", "1");
    }
    send(refusal.reason().code(), refusal.status());
  }

  /** Whether the response has begun, so that no other can be sent. */
  boolean isAnswered() {
    return answered;
  }

  /** Begins a response whose length is not known. */
  OutputStream stream(String contentType) {
    answered = true;
    response.status(200).header("Content-Type", contentType);
    return response.outputStream();
  }

  private static JsonNode yaml(String text) {
    List<ManifestReader.Document> documents = ManifestReader.documents("body", text);
    return documents.isEmpty()
        ? JsonNodeFactory.instance.objectNode()
        : documents.getFirst().tree();
  }
}
