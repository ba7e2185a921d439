package dev.understack.standins.nautobot;

import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** REST requests on collections and their objects, with the permissions of one token. */
final class CollectionRequests {
  private static final int PAGE = 50;

  private final Tables tables;
  private final Writes writes;
  private final View view;
  private final Set<String> permissions;

  CollectionRequests(Tables tables, Writes writes, View view, Set<String> permissions) {
    this.tables = tables;
    this.writes = writes;
    this.view = view;
    this.permissions = permissions;
  }

  Reply answer(Request request, List<String> parts) {
    for (int end = parts.size(); end > 1; end--) {
      String path = String.join("/", parts.subList(1, end));
      if (parts.getFirst().equals("api") && tables.model(path).isPresent()) {
        return answer(request, tables.need(path), parts.subList(end, parts.size()));
      }
    }
    throw RefusedException.detail(404, "Not found.");
  }

  private Reply answer(Request request, Model model, List<String> rest) {
    permit(request.method(), model);
    if (rest.isEmpty()) {
      return onCollection(request, model);
    }
    ObjectNode row = find(model, URLDecoder.decode(rest.getFirst(), StandardCharsets.UTF_8));
    if (rest.size() > 1) {
      return note(request, model, row);
    }
    return switch (request.method()) {
      case "GET" -> Reply.json(200, view.of(model, row, depth(request)));
      case "PATCH" -> Reply.json(200, view.of(model, writes.update(model, row, body(request)), 0));
      case "DELETE" -> {
        writes.delete(model, row.path("id").asString());
        yield Reply.empty(204);
      }
      default -> throw RefusedException.detail(405, "Method not allowed.");
    };
  }

  private Reply onCollection(Request request, Model model) {
    return switch (request.method()) {
      case "GET" -> page(request, model);
      case "POST" -> Reply.json(201, view.of(model, writes.create(model, body(request)), 0));
      case "PATCH" -> {
        ArrayNode changed = JsonNodeFactory.instance.arrayNode();
        for (JsonNode each : body(request)) {
          ObjectNode row = tables.get(model, each.path("id").asString());
          if (row != null) {
            changed.add(view.of(model, writes.update(model, row, each), 0));
          }
        }
        yield Reply.json(200, changed);
      }
      case "DELETE" -> {
        for (JsonNode each : body(request)) {
          if (tables.get(model, each.path("id").asString()) != null) {
            writes.delete(model, each.path("id").asString());
          }
        }
        yield Reply.empty(204);
      }
      default -> throw RefusedException.detail(405, "Method not allowed.");
    };
  }

  private Reply page(Request request, Model model) {
    view.checkFilter(model, request.query());
    List<ObjectNode> found =
        tables.all(model).stream()
            .filter(row -> view.matches(model, row, request.query()))
            .toList();
    int offset = number(request, "offset", 0);
    int limit = number(request, "limit", PAGE);
    int end = limit == 0 ? found.size() : Math.min(found.size(), offset + limit);
    ObjectNode page = JsonNodeFactory.instance.objectNode().put("count", found.size());
    page.put("next", end < found.size() ? pageAt(request, limit, end) : null);
    page.put("previous", offset > 0 ? pageAt(request, limit, Math.max(0, offset - limit)) : null);
    ArrayNode results = page.putArray("results");
    found
        .subList(Math.min(offset, end), end)
        .forEach(row -> results.add(view.of(model, row, depth(request))));
    return Reply.json(200, page);
  }

  /** A limit that is no number counts as none given. */
  private static int number(Request request, String name, int otherwise) {
    return request
        .parameter(name)
        .filter(t -> t.matches("\\d+"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  /** Behind a proxy the address of the next page names a host that clients may not reach. */
  private static String pageAt(Request request, int limit, int offset) {
    String others =
        request.query().entrySet().stream()
            .filter(e -> !e.getKey().equals("limit") && !e.getKey().equals("offset"))
            .flatMap(e -> e.getValue().stream().map(v -> e.getKey() + "=" + v + "&"))
            .collect(Collectors.joining());
    String at = offset == 0 ? "" : "&offset=" + offset;
    return "http://nautobot.invalid" + request.path() + "?" + others + "limit=" + limit + at;
  }

  private static JsonNode body(Request request) {
    try {
      return request.json();
    } catch (JacksonException e) {
      throw RefusedException.detail(400, "JSON parse error - " + e.getOriginalMessage());
    }
  }

  private Reply note(Request request, Model model, ObjectNode row) {
    ObjectNode note = (ObjectNode) body(request);
    note.put("assigned_object_type", model.label())
        .put("assigned_object_id", row.path("id").asString());
    Model notes = tables.need(Models.NOTES);
    return Reply.json(201, view.of(notes, writes.create(notes, note), 0));
  }

  private ObjectNode find(Model model, String key) {
    ObjectNode row = tables.get(model, key);
    if (row != null) {
      return row;
    }
    return tables
        .first(model, each -> each.path("name").asString("").equals(key))
        .filter(each -> model.path().equals(Models.UCVNI_GROUPS))
        .orElseThrow(
            () -> RefusedException.detail(404, "No " + model.kind() + " matches the given query."));
  }

  private void permit(String method, Model model) {
    String action =
        switch (method) {
          case "GET" -> "view";
          case "POST" -> "add";
          case "DELETE" -> "delete";
          default -> "change";
        };
    boolean allowed =
        permissions.contains("*")
            || permissions.contains(action + " *")
            || permissions.contains(action + " " + model.label());
    if (!allowed) {
      throw RefusedException.detail(403, "You do not have permission to perform this action.");
    }
  }

  private static int depth(Request request) {
    return request.parameter("depth").map(Integer::parseInt).orElse(0);
  }
}
