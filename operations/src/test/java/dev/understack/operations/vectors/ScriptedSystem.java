package dev.understack.operations.vectors;

import dev.understack.operations.json.Trees;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Plays one system from the answers that a vector gives; anything else is answered as an empty
 * system would. Safe for many threads.
 */
public final class ScriptedSystem implements AutoCloseable {

  /**
   * A request with the answer it gets.
   *
   * @param lasting whether it is answered so each time, or only once
   */
  record Rule(String method, String path, JsonNode query, Reply answer, boolean lasting) {

    boolean isFor(Request request) {
      return method.equals(request.method())
          && path.equals(request.path())
          && query.properties().stream()
              .allMatch(e ->
                  request
                      .query()
                      .getOrDefault(e.getKey(), List.of())
                      .contains(e.getValue().asString()));
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> existing = new HashSet<>();
  private final List<Request> all = new ArrayList<>();
  public final HttpStandIn http = new HttpStandIn(this::answer);

  /**
   * Takes the answers of those calls of a vector that are for {@code system}. What is changed
   * without being refused exists.
   */
  public synchronized void learn(String system, JsonNode calls) {
    for (JsonNode call : calls) {
      if (!call.path("system").asString("").equals(system)) {
        continue;
      }
      String method = call.path("method").asString();
      String path = call.path("path").asString();
      JsonNode respond = call.path("respond");
      int status = respond.path("status").asInt(200);
      if (method.equals("PATCH") && status < 400) {
        existing.add(path);
      }
      boolean isSpelledOut = !respond.path("json").isString();
      if (call.has("respond") && isSpelledOut) {
        JsonNode body = respond.has("json") ? respond.path("json") : respond.path("text");
        rules.add(
            new Rule(
                method,
                path,
                call.path("query"),
                reply(status, body, respond.path("headers")),
                false));
      }
    }
  }

  private static Reply reply(int status, JsonNode body, JsonNode headers) {
    Map<String, String> names = new LinkedHashMap<>();
    headers.properties().forEach(e -> names.put(e.getKey(), e.getValue().asString()));
    String text = body.isMissingNode() ? "" : body.isString() ? body.asString() : body.toString();
    return new Reply(status, names, text);
  }

  /** Answers one request with that. */
  public void rule(String method, String path, int status, JsonNode json) {
    rule(new Rule(method, path, Trees.object(), reply(status, json, Trees.object()), false));
  }

  /** Answers every such request with that. */
  public void always(String method, String path, int status, JsonNode json) {
    rule(new Rule(method, path, Trees.object(), reply(status, json, Trees.object()), true));
  }

  /**
   * Refuses every such request as {@code outcome} says: {@code {status, text}}, the text of a
   * refusal, or just {@code raises}. Nothing when there is no outcome.
   */
  public void refuse(String method, String path, JsonNode outcome) {
    if (outcome.isMissingNode() || outcome.isNull()) {
      return;
    }
    int status = outcome.path("status").asInt(400);
    String text = outcome.isString() ? outcome.asString() : outcome.path("text").asString("broken");
    always(method, path, status, Trees.object().put("__all__", text));
  }

  /** List requests that ask for one of these find {@code result}. */
  public void found(String path, Map<String, String> query, JsonNode result) {
    ObjectNode filter = Trees.object();
    query.forEach(filter::put);
    ObjectNode page = Trees.object().put("count", 1).putNull("next");
    page.putArray("results").add(result);
    rule(new Rule("GET", path, filter, reply(200, page, Trees.object()), true));
  }

  private synchronized void rule(Rule rule) {
    rules.add(rule);
  }

  /** The requests that changed something. */
  public List<Request> writes() {
    return VectorSite.writes(http);
  }

  public synchronized List<Request> all() {
    return List.copyOf(all);
  }

  private synchronized Reply answer(Request request) {
    all.add(request);
    Optional<Rule> rule = rules.stream().filter(each -> each.isFor(request)).findFirst();
    rule.filter(each -> !each.lasting()).ifPresent(rules::remove);
    return rule.map(Rule::answer).orElseGet(() -> otherwise(request));
  }

  private Reply otherwise(Request request) {
    return switch (request.method()) {
      case "GET" -> look(request);
      case "POST" -> Reply.json(201, echo(request));
      case "DELETE" -> Reply.empty(204);
      default -> Reply.json(200, echo(request));
    };
  }

  private Reply look(Request request) {
    if (isCollection(request)) {
      return Reply.json(200, Trees.read("{\"count\": 0, \"next\": null, \"results\": []}"));
    }
    return existing.contains(request.path())
        ? Reply.json(200, Trees.object().put("id", request.parts().getLast()))
        : Reply.json(404, Trees.read("{\"detail\": \"Not found.\"}"));
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
