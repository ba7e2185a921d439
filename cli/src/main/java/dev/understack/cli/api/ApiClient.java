package dev.understack.cli.api;

import dev.understack.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Calls the HTTP API of a running system. Errors carry the server's own message. */
public final class ApiClient {
  private final Kubeconfig config;
  private final HttpClient http;

  public ApiClient(Kubeconfig config) {
    this.config = config;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    config.authority().ifPresent(pem -> builder.sslContext(TrustedAuthority.context(pem)));
    this.http = builder.build();
  }

  /** The namespace to use when a command names none. */
  public String defaultNamespace() {
    return config.namespace();
  }

  /** GET as JSON. */
  public JsonNode get(String path, Map<String, String> query) {
    return json(send("GET", path, query, "application/json", "", ""));
  }

  /** GET with another Accept header; the body as it came. */
  public String text(String path, Map<String, String> query, String accept) {
    return send("GET", path, query, accept, "", "").body();
  }

  /** GET as JSON, or empty when there is no such thing. */
  public Optional<JsonNode> find(String path) {
    try {
      return Optional.of(get(path, Map.of()));
    } catch (ApiFailedException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Sends a body of this content type; the answer as JSON. */
  public JsonNode send(
      String method, String path, Map<String, String> query, String contentType, String body) {
    return json(send(method, path, query, "application/json", contentType, body));
  }

  /** GET as an endless stream of bytes; the caller closes it. */
  public InputStream stream(String path, Map<String, String> query) {
    HttpRequest request = request("GET", path, query, "*/*", "", "").build();
    try {
      HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() >= 300) {
        try (InputStream body = response.body()) {
          throw failure(
              response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      return response.body();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", 130);
    }
  }

  private HttpResponse<String> send(
      String method,
      String path,
      Map<String, String> query,
      String accept,
      String contentType,
      String body) {
    HttpRequest request =
        request(method, path, query, accept, contentType, body)
            .timeout(Duration.ofMinutes(1))
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw failure(response.statusCode(), response.body());
      }
      return response;
    } catch (IOException e) {
      throw unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted", 130);
    }
  }

  private HttpRequest.Builder request(
      String method,
      String path,
      Map<String, String> query,
      String accept,
      String contentType,
      String body) {
    String parameters =
        query.entrySet().stream()
            .filter(e -> !e.getValue().isEmpty())
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    URI uri =
        URI.create(
            config.server().toString().replaceFirst("/$", "")
                + path
                + (parameters.isEmpty() ? "" : "?" + parameters));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Accept", accept)
            .header("User-Agent", "understack-cli")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!contentType.isEmpty()) {
      request.header("Content-Type", contentType);
    }
    if (!config.token().isEmpty()) {
      request.header("Authorization", "Bearer " + config.token());
    }
    return request;
  }

  private CommandFailedException unreachable(IOException e) {
    return e instanceof ConnectException
        ? new CommandFailedException(
            "nothing answers at " + config.server() + ": start a system with `understack up`")
        : new CommandFailedException("the connection to " + config.server() + " broke: " + e);
  }

  private static ApiFailedException failure(int status, String body) {
    String message = body;
    try {
      message = Json.read(body).path("message").asString(body);
    } catch (JacksonException e) {
      return new ApiFailedException(status, "the server answered " + status + ": " + body);
    }
    return new ApiFailedException(status, message);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return response.body().isEmpty()
        ? tools.jackson.databind.node.MissingNode.getInstance()
        : Json.read(response.body());
  }
}
