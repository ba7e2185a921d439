package dev.understack.standins.nautobot;

import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Nautobot in memory, with the tenancy, dcim, ipam and UCVNI collections that UnderStack uses and
 * their rules. Statuses, roles and the namespace Global exist from the start. Safe for many
 * threads.
 */
public final class NautobotStandIn implements AutoCloseable {
  private static final Set<String> STATUSES =
      Set.of(
          "Active",
          "Planned",
          "Available",
          "Staged",
          "Provisioning",
          "Quarantine",
          "Decommissioning",
          "Connected");

  private final Tables tables = new Tables();
  private final Writes writes = new Writes(tables);
  private final Map<String, Set<String>> tokens = new ConcurrentHashMap<>();
  private final List<JsonNode> virtualMachines = new ArrayList<>();
  private final HttpStandIn http = new HttpStandIn(this::answer);
  private final View view = new View(tables, http.address());

  /** {@code token} may do everything. */
  public NautobotStandIn(String token) {
    tokens.put(token, Set.of("*"));
    STATUSES.forEach(name -> seed(Models.STATUSES, "{\"name\": \"" + name + "\"}"));
    seed(Models.ROLES, "{\"name\": \"server\"}");
    seed(Models.NAMESPACES, "{\"name\": \"Global\"}");
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI url() {
    return http.address();
  }

  /** The server below, to read its calls and to make it fail. */
  public HttpStandIn http() {
    return http;
  }

  /**
   * Lets another token in. Permissions are {@code add tenancy.tenant} and the like; {@code *} is
   * everything, {@code view *} lets it read all.
   */
  public void allow(String token, Set<String> permissions) {
    tokens.put(token, Set.copyOf(permissions));
  }

  /** Puts an object in place, by the same rules as a request; returns its id. */
  public synchronized String seed(String collection, String json) {
    JsonNode body = JsonMapper.shared().readTree(json);
    return writes.create(tables.need(collection), body).path("id").asString();
  }

  /** All objects of a collection, related ones shown one level deep. */
  public synchronized List<JsonNode> objects(String collection) {
    Model model = tables.need(collection);
    return tables.all(model).stream().<JsonNode>map(row -> view.of(model, row, 1)).toList();
  }

  /** One object, related ones shown one level deep. */
  public synchronized Optional<JsonNode> object(String collection, String id) {
    Model model = tables.need(collection);
    return Optional.ofNullable(tables.get(model, id)).map(row -> view.of(model, row, 1));
  }

  /** What a GraphQL query for virtual machines of that name finds. */
  public synchronized void seedVirtualMachine(String json) {
    virtualMachines.add(JsonMapper.shared().readTree(json));
  }

  @Override
  public void close() {
    http.close();
  }

  private synchronized Reply answer(Request request) {
    try {
      Set<String> permissions = permissions(request);
      List<String> parts = request.parts();
      if (request.path().equals("/api/status/")) {
        return Reply.json(
            200, JsonNodeFactory.instance.objectNode().put("nautobot-version", "2.4.10"));
      }
      if (request.path().equals("/api/graphql/")) {
        return graphql(request.json());
      }
      return new CollectionRequests(tables, writes, view, permissions).answer(request, parts);
    } catch (RefusedException e) {
      return e.reply();
    }
  }

  private Set<String> permissions(Request request) {
    String header =
        request
            .header("authorization")
            .orElseThrow(() ->
                RefusedException.detail(403, "Authentication credentials were not provided."));
    Set<String> permissions = tokens.get(header.replaceFirst("^Token ", ""));
    if (permissions == null) {
      throw RefusedException.detail(403, "Invalid token");
    }
    return permissions;
  }

  private Reply graphql(JsonNode body) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (!body.path("query").asString("").contains("virtual_machines")) {
      answer.putArray("errors").addObject().put("message", "Cannot query this field");
      return Reply.json(400, answer);
    }
    List<String> names = new ArrayList<>();
    body.path("variables").path("device_names").forEach(name -> names.add(name.asString()));
    ObjectNode data = answer.putObject("data");
    virtualMachines.stream()
        .filter(machine -> names.contains(machine.path("name").asString()))
        .forEach(data.putArray("virtual_machines")::add);
    return Reply.json(200, answer);
  }
}
