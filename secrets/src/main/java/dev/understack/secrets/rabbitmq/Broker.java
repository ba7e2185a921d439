package dev.understack.secrets.rabbitmq;

import dev.understack.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The management API of one RabbitMQ. Safe for several threads. */
public final class Broker {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private final URI base;
  private final String authorization;

  /**
   * @param base for example {@code http://rabbitmq.openstack.svc:15672}
   * @param user an administrator
   */
  public Broker(URI base, String user, String password) {
    this.base = base;
    String pair = user + ":" + password;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Creates or replaces what the path names. */
  void put(String path, JsonNode body) {
    expectSuccess("PUT", path, send("PUT", path, Json.write(body)));
  }

  void post(String path, JsonNode body) {
    expectSuccess("POST", path, send("POST", path, Json.write(body)));
  }

  /** Removes what the path names; it may be gone already. */
  void delete(String path) {
    HttpResponse<String> response = send("DELETE", path, "");
    if (response.statusCode() != 404) {
      expectSuccess("DELETE", path, response);
    }
  }

  /** What the path names; a missing node when there is nothing. */
  JsonNode get(String path) {
    HttpResponse<String> response = send("GET", path, "");
    if (response.statusCode() == 404) {
      return MissingNode.getInstance();
    }
    expectSuccess("GET", path, response);
    return Json.read(response.body());
  }

  /** A path below {@code /api} with every part escaped. */
  static String path(String... parts) {
    StringBuilder path = new StringBuilder("/api");
    for (String part : parts) {
      path.append('/').append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
    }
    return path.toString();
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BrokerException("cannot reach RabbitMQ at " + base + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException("interrupted while waiting for RabbitMQ at " + base, e);
    }
  }

  private static void expectSuccess(String method, String path, HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new BrokerException(
          String.format(
              "%s %s was answered with status %d: %s",
              method, path, response.statusCode(), reason(response.body())));
    }
  }

  private static String reason(String body) {
    try {
      JsonNode answer = Json.read(body);
      return answer.path("reason").asString(answer.path("error").asString(body));
    } catch (JacksonException notJson) {
      return body;
    }
  }
}
