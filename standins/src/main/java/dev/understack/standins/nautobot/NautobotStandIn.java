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
  private static final String DEVICE = "dcim.device";
  private static final String INTERFACE = "dcim.interface";

  /** Each for some kinds of objects only; what a site adds for UnderStack included. */
  private static final Map<String, List<String>> STATUSES =
      Map.of(
          "Active",
          List.of(
              DEVICE,
              INTERFACE,
              "dcim.location",
              "dcim.rack",
              "ipam.prefix",
              "ipam.ipaddress",
              "vni_custom_model.ucvni"),
          "Planned",
          List.of(DEVICE, INTERFACE, "dcim.cable", "dcim.location", "dcim.rack"),
          "Available",
          List.of(DEVICE, "dcim.rack"),
          "Staged",
          List.of(DEVICE),
          "Provisioning",
          List.of(DEVICE),
          "Quarantine",
          List.of(DEVICE),
          "Decommissioning",
          List.of(DEVICE, INTERFACE, "dcim.cable", "dcim.location"),
          "Connected",
          List.of("dcim.cable"));

  private final Tables tables = new Tables();
  private final Writes writes = new Writes(tables);
  private final Map<String, Set<String>> tokens = new ConcurrentHashMap<>();
  private final List<JsonNode> virtualMachines = new ArrayList<>();
  private final HttpStandIn http = new HttpStandIn(this::answer);
  private final View view = new View(tables, http.address());

  /** {@code token} may do everything. */
  public NautobotStandIn(String token) {
    tokens.put(token, Set.of("*"));
    STATUSES.forEach((name, kinds) -> seed(Models.STATUSES, kindsOf(name, kinds)));
    seed(Models.ROLES, kindsOf("server", List.of(DEVICE)));
    seed(Models.LOCATION_TYPES, kindsOf("Site", List.of(DEVICE, "dcim.rack")));
    seed(
        Models.CUSTOM_FIELDS,
        """
        {"label": "External CMDB id", "key": "external_cmdb_id", "type": "text",
         "content_types": ["dcim.device"]}
        """);
    seed(Models.NAMESPACES, "{\"name\": \"Global\"}");
  }

  private static String kindsOf(String name, List<String> kinds) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
    kinds.forEach(body.putArray("content_types")::add);
    return body.toString();
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

  /**
   * Puts an object in place, by the same rules as a request; returns its id. Places are active
   * sites when nothing else is said.
   */
  public synchronized String seed(String collection, String json) {
    ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(json);
    if (collection.equals(Models.LOCATIONS)) {
      body.putIfAbsent("location_type", JsonNodeFactory.instance.stringNode("Site"));
    }
    if (collection.equals(Models.LOCATIONS) || collection.equals(Models.RACKS)) {
      body.putIfAbsent("status", JsonNodeFactory.instance.stringNode("Active"));
    }
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
    String query = body.path("query").asString("");
    if (!query.contains("virtual_machines")) {
      String message =
          query.isEmpty()
              ? "Must provide query string."
              : "Cannot query field on type \"Query\": " + query;
      answer.putArray("errors").addObject().put("message", message);
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
