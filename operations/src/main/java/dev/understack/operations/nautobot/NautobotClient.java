package dev.understack.operations.nautobot;

import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.http.Subject;
import dev.understack.operations.http.UrlPart;
import dev.understack.operations.json.Trees;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Nautobot's REST and GraphQL API for one run. Creating it makes no request. All methods throw
 * {@link RequestFailedException} when Nautobot refuses; its text names the fields.
 */
public final class NautobotClient {
  private static final String SYSTEM = "nautobot";
  private static final String UNKNOWN_CHOICE = "is not one of the available choices";

  private final HttpGate gate;
  private final String base;
  private final Map<String, String> authorization;

  public NautobotClient(HttpGate gate, String url, String token) {
    this.gate = gate;
    this.base = url.replaceAll("/+$", "") + "/api/";
    this.authorization = Map.of("Authorization", "Token " + token);
  }

  /** The one object that matches; empty when none does. Throws when several do. */
  public Optional<JsonNode> find(NautobotEndpoint endpoint, Map<String, String> filter) {
    List<JsonNode> found =
        Trees.items(page(address(endpoint, null) + query(filter)).path("results"));
    if (found.size() > 1) {
      throw new IllegalStateException(
          "Nautobot has "
              + found.size()
              + " objects of kind "
              + endpoint.kind()
              + " with "
              + filter);
    }
    return found.stream().findFirst();
  }

  public Optional<JsonNode> findById(NautobotEndpoint endpoint, String id) {
    return find(endpoint, Map.of("id", id));
  }

  /** All objects that match, page by page. */
  public List<JsonNode> list(NautobotEndpoint endpoint, Map<String, String> filter) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> next = Optional.of(address(endpoint, null) + query(filter));
    while (next.isPresent()) {
      JsonNode page = page(next.get());
      all.addAll(Trees.items(page.path("results")));
      next = Trees.text(page, "next").map(this::onOurAddress);
    }
    return all;
  }

  /** The object that the collection holds under {@code key}; empty when there is none. */
  public Optional<JsonNode> get(NautobotEndpoint endpoint, String key) {
    HttpCall call =
        HttpCall.reading(URI.create(address(endpoint, key) + "?depth=1")).with(authorization);
    HttpAnswer answer = gate.sendForAnyStatus(call);
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(gateChecked(call, answer).json());
  }

  public JsonNode create(NautobotEndpoint endpoint, JsonNode body) {
    return write(HttpMethod.POST, endpoint, null, body, Trees.text(body, "id").orElse(null)).json();
  }

  /** Sets the given fields and leaves the others. */
  public JsonNode update(NautobotEndpoint endpoint, String id, JsonNode fields) {
    return write(HttpMethod.PATCH, endpoint, id, fields, id).json();
  }

  /** Sets fields of several objects in one request; each element has its {@code id}. */
  public void updateAll(NautobotEndpoint endpoint, ArrayNode objects) {
    if (!objects.isEmpty()) {
      write(HttpMethod.PATCH, endpoint, null, objects, ids(objects));
    }
  }

  /** Deletes one object; false when it was already gone. */
  public boolean delete(NautobotEndpoint endpoint, String id) {
    HttpCall call = changing(HttpMethod.DELETE, endpoint, id, null, id);
    HttpAnswer answer = gate.sendForAnyStatus(call);
    if (answer.status() == 404) {
      return false;
    }
    gateChecked(call, answer);
    return true;
  }

  /** Deletes by a list of ids; unknown ones do not matter to Nautobot. */
  public void deleteAll(NautobotEndpoint endpoint, List<String> ids) {
    ArrayNode body = Trees.array();
    ids.forEach(id -> body.addObject().put("id", id));
    write(HttpMethod.DELETE, endpoint, null, body, ids(body));
  }

  /** Adds a note to an object. */
  public void addNote(NautobotEndpoint endpoint, String id, JsonNode note) {
    HttpCall call =
        HttpCall.changing(
                HttpMethod.POST,
                URI.create(address(endpoint, id) + "notes/"),
                note,
                new Subject(SYSTEM, "note", Trees.text(note, "id").orElse(null)))
            .with(authorization)
            .asRepeatable();
    gate.send(call);
  }

  /** The whole answer of a GraphQL query, with its {@code data} and {@code errors}. */
  public JsonNode graphql(String query, JsonNode variables) {
    JsonNode body = Trees.object().put("query", query).set("variables", variables);
    return gate.send(HttpCall.asking(URI.create(base + "graphql/"), body).with(authorization))
        .json();
  }

  /** Reports that an object was found as wanted. */
  public void unchanged(NautobotEndpoint endpoint, String id) {
    gate.unchanged(new Subject(SYSTEM, endpoint.kind(), id));
  }

  /** Nautobot refuses a filter by a related object that it does not know: nothing matches. */
  private JsonNode page(String address) {
    HttpCall call = HttpCall.reading(URI.create(address)).with(authorization);
    HttpAnswer answer = gate.sendForAnyStatus(call);
    if (answer.status() == 400 && answer.body().contains(UNKNOWN_CHOICE)) {
      return Trees.object();
    }
    return gateChecked(call, answer).json();
  }

  private HttpAnswer write(
      HttpMethod method,
      NautobotEndpoint endpoint,
      @Nullable String key,
      @Nullable JsonNode body,
      @Nullable String subject) {
    return gate.send(changing(method, endpoint, key, body, subject));
  }

  /** Every write may be repeated: ids are chosen by us or names are unique. */
  private HttpCall changing(
      HttpMethod method,
      NautobotEndpoint endpoint,
      @Nullable String key,
      @Nullable JsonNode body,
      @Nullable String subject) {
    return HttpCall.changing(
            method,
            URI.create(address(endpoint, key)),
            body,
            new Subject(SYSTEM, endpoint.kind(), subject))
        .with(authorization)
        .asRepeatable();
  }

  private static HttpAnswer gateChecked(HttpCall call, HttpAnswer answer) {
    if (answer.status() >= 400) {
      throw RequestFailedException.refused(call, answer);
    }
    return answer;
  }

  private String address(NautobotEndpoint endpoint, @Nullable String key) {
    return base + endpoint.path() + "/" + (key == null ? "" : UrlPart.of(key) + "/");
  }

  /** Behind a proxy Nautobot may name another host in the address of the next page. */
  private String onOurAddress(String next) {
    int at = next.indexOf("/api/");
    return at < 0 ? next : base + next.substring(at + "/api/".length());
  }

  private static String ids(JsonNode objects) {
    return Trees.items(objects).stream()
        .map(each -> each.path("id").asString())
        .collect(Collectors.joining(","));
  }

  /** Depth 1 shows the names of related objects, which depth 0 leaves out. */
  private static String query(Map<String, String> filter) {
    return filter.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(e -> UrlPart.of(e.getKey()) + "=" + UrlPart.of(e.getValue()))
        .collect(Collectors.joining("&", "?depth=1&", ""));
  }
}
