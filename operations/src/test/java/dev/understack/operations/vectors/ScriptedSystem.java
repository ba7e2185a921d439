package dev.understack.operations.vectors;

import dev.understack.operations.json.Trees;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays one system from the answers that a vector gives, each used once; anything else is answered
 * as an empty system would.
 */
public final class ScriptedSystem implements AutoCloseable {

  /** A request with the answer it gets. */
  record Rule(
      String method, String path, JsonNode query, int status, ObjectNode headers, String body) {}

  private final List<Rule> rules = new ArrayList<>();
  private final List<Request> writes = new ArrayList<>();
  private final List<Request> all = new ArrayList<>();
  public final HttpStandIn http = new HttpStandIn(this::answer);

  /** Takes the answers of those calls of a vector that are for {@code system}. */
  public void learn(String system, JsonNode calls) {
    for (JsonNode call : calls) {
      if (call.path("system").asString("").equals(system) && call.has("respond")) {
        JsonNode respond = call.path("respond");
        rule(
            call.path("method").asString(),
            call.path("path").asString(),
            call.path("query"),
            respond.path("status").asInt(200),
            respond.path("json"),
            respond.path("headers"));
      }
    }
  }

  public void rule(
      String method, String path, JsonNode query, int status, JsonNode json, JsonNode headers) {
    ObjectNode names = headers instanceof ObjectNode given ? given : Trees.object();
    String body = json.isMissingNode() ? "" : json.isString() ? json.asString() : json.toString();
    synchronized (rules) {
      rules.add(new Rule(method, path, query, status, names, body));
    }
  }

  public void rule(String method, String path, int status, JsonNode json) {
    rule(method, path, Trees.object(), status, json, Trees.object());
  }

  /** A list request with one result, or none for a null result. */
  public void found(String path, Map<String, String> query, JsonNode result) {
    ObjectNode filter = Trees.object();
    query.forEach(filter::put);
    ObjectNode page = Trees.object().put("count", 1).putNull("next");
    page.putArray("results").add(result);
    rule("GET", path, filter, 200, page, Trees.object());
  }

  public synchronized List<Request> writes() {
    return List.copyOf(writes);
  }

  public synchronized List<Request> all() {
    return List.copyOf(all);
  }

  private synchronized Reply answer(Request request) {
    all.add(request);
    if (!request.method().equals("GET")) {
      writes.add(request);
    }
    synchronized (rules) {
      for (Rule rule : rules) {
        if (matches(rule, request)) {
          rules.remove(rule);
          Map<String, String> headers = new LinkedHashMap<>();
          rule.headers()
              .properties()
              .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
          return new Reply(rule.status(), headers, rule.body());
        }
      }
    }
    return otherwise(request);
  }

  private static boolean matches(Rule rule, Request request) {
    return rule.method().equals(request.method())
        && rule.path().equals(request.path())
        && rule.query().properties().stream()
            .allMatch(e ->
                request
                    .query()
                    .getOrDefault(e.getKey(), List.of())
                    .contains(e.getValue().asString()));
  }

  private Reply otherwise(Request request) {
    return switch (request.method()) {
      case "GET" ->
          isCollection(request)
              ? Reply.json(200, Trees.read("{\"count\": 0, \"next\": null, \"results\": []}"))
              : Reply.json(404, Trees.read("{\"detail\": \"Not found.\"}"));
      case "POST" -> Reply.json(201, echo(request));
      case "DELETE" -> Reply.empty(204);
      default -> Reply.json(200, echo(request));
    };
  }

  private static boolean isCollection(Request request) {
    int length = request.parts().contains("plugins") ? 4 : 3;
    return request.path().endsWith("/") && request.parts().size() == length;
  }

  private static JsonNode echo(Request request) {
    JsonNode body = request.json();
    return body instanceof ObjectNode fields && !fields.has("id")
        ? fields.deepCopy().put("id", "created")
        : body;
  }

  @Override
  public void close() {
    http.close();
  }
}
