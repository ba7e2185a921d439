package dev.understack.standins.openstack;

import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import dev.understack.standins.keystone.KeystoneStandIn;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Ironic in memory: nodes, ports, portgroups, connectors, runbooks. A node moves on by one
 * provision state each time somebody reads it. Every change is notified once a connection is given.
 * Safe for many threads.
 */
public final class IronicStandIn implements AutoCloseable {
  private static final List<String> COLLECTIONS =
      List.of("nodes", "ports", "portgroups", "runbooks");
  private static final int PAGE = 100;

  private final IronicTables tables = new IronicTables();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable OsloNotifications> notifications =
      new AtomicReference<>();
  private final KeystoneStandIn keystone;
  private final HttpStandIn http = new HttpStandIn(this::answer);

  /** Enters itself into the catalogue of {@code keystone}. */
  public IronicStandIn(KeystoneStandIn keystone) {
    this.keystone = keystone;
    keystone.offer("baremetal", http.address());
  }

  public HttpStandIn http() {
    return http;
  }

  public void notify(OsloNotifications target) {
    notifications.set(target);
  }

  /** The next request for provision state {@code target} ends in {@code failedState}. */
  public void failNext(String target, String failedState) {
    failures.put(target, failedState);
  }

  /** Answers requests of that method and path with {@code status} from now on. */
  public void refuse(String method, String path, int status) {
    refusals.put(method + " " + path, status);
  }

  /** Puts a row into {@code nodes}, {@code ports}, {@code portgroups} or {@code runbooks}. */
  public synchronized String seed(String collection, String json) {
    return tables.add(collection, JsonMapper.shared().readTree(json)).path("uuid").asString();
  }

  /** The id of the next row that is created without one. */
  public synchronized void nextUuid(String uuid) {
    tables.nextUuid(uuid);
  }

  public synchronized void seedInventory(String node, String json) {
    tables.inventory(node, JsonMapper.shared().readTree(json));
  }

  /** Changes fields of a row without a request, with its notification. */
  public void change(String collection, String uuid, String json) {
    synchronized (this) {
      ObjectNode row = tables.find(collection, uuid);
      if (row != null) {
        row.setAll((ObjectNode) JsonMapper.shared().readTree(json));
      }
    }
    publish(collection, "update", uuid);
  }

  /** Removes a row without a request, with its notification. */
  public void remove(String collection, String uuid) {
    delete(collection, uuid);
  }

  public synchronized List<JsonNode> all(String collection) {
    return tables.all(collection).stream().<JsonNode>map(ObjectNode::deepCopy).toList();
  }

  public synchronized Optional<JsonNode> find(String collection, String key) {
    return Optional.ofNullable(tables.find(collection, key)).map(ObjectNode::deepCopy);
  }

  @Override
  public void close() {
    http.close();
  }

  private Reply answer(Request request) {
    List<String> parts =
        request.parts().stream().map(p -> URLDecoder.decode(p, StandardCharsets.UTF_8)).toList();
    if (request.header("x-auth-token").filter(keystone::isValid).isEmpty()) {
      return Answers.error(401, "Authentication required");
    }
    Integer refusal = refusals.get(request.method() + " " + request.path());
    if (refusal != null) {
      return Answers.error(refusal, "refused");
    }
    if (parts.size() < 2 || !parts.getFirst().equals("v1")) {
      return Answers.error(404, "not found");
    }
    if (parts.get(1).equals("volume")) {
      return connector(request.json());
    }
    if (!COLLECTIONS.contains(parts.get(1))) {
      return Answers.error(404, "not found");
    }
    if (parts.size() == 2 || parts.get(2).equals("detail")) {
      return request.method().equals("POST")
          ? create(parts.get(1), request.json())
          : list(parts.get(1), request);
    }
    return onRow(request, parts.get(1), parts.get(2), parts.subList(3, parts.size()));
  }

  private synchronized Reply list(String collection, Request request) {
    List<ObjectNode> rows = new ArrayList<>(tables.all(collection));
    request
        .parameter("node")
        .ifPresent(node -> rows.removeIf(row -> !row.path("node_uuid").asString("").equals(node)));
    request
        .parameter("address")
        .ifPresent(
            mac -> rows.removeIf(row -> !row.path("address").asString("").equalsIgnoreCase(mac)));
    return Answers.page(request, collection, rows, "uuid", PAGE);
  }

  private Reply create(String collection, JsonNode body) {
    String uuid;
    ObjectNode shown;
    synchronized (this) {
      String name = body.path("name").asString("");
      String mac = body.path("address").asString("");
      boolean taken =
          (!name.isEmpty() && tables.find(collection, name) != null)
              || (collection.equals("ports")
                  && tables.all("ports").stream()
                      .anyMatch(row -> row.path("address").asString("").equalsIgnoreCase(mac)));
      if (taken) {
        return Answers.error(409, "already exists: " + (name.isEmpty() ? mac : name));
      }
      ObjectNode row = tables.add(collection, body);
      uuid = row.path("uuid").asString();
      shown = row.deepCopy();
    }
    publish(collection, "create", uuid);
    return Reply.json(201, shown);
  }

  private Reply onRow(Request request, String collection, String key, List<String> rest) {
    ObjectNode row;
    synchronized (this) {
      row = tables.find(collection, key);
    }
    if (row == null) {
      return Answers.error(404, collection + " " + key + " could not be found.");
    }
    String uuid = row.path("uuid").asString();
    if (!rest.isEmpty()) {
      return onPart(request, row, rest);
    }
    return switch (request.method()) {
      case "PATCH" -> {
        synchronized (this) {
          if (!JsonPatch.apply(row, request.json())) {
            yield Answers.error(400, "can't remove or replace a non-existent path");
          }
          if (request.parameter("reset_interfaces").isPresent()) {
            row.remove(row.propertyNames().stream().filter(n -> n.endsWith("_interface")).toList());
          }
        }
        publish(collection, "update", uuid);
        yield Reply.json(200, row);
      }
      case "DELETE" -> {
        delete(collection, uuid);
        yield Reply.empty(204);
      }
      default -> read(collection, row);
    };
  }

  private Reply read(String collection, ObjectNode row) {
    String body;
    boolean arrived;
    synchronized (this) {
      body = row.toString();
      arrived = collection.equals("nodes") && tables.step(row);
    }
    if (arrived) {
      publish(collection, "provision_set", row.path("uuid").asString());
    }
    return new Reply(200, Map.of(), body);
  }

  private synchronized Reply onPart(Request request, ObjectNode node, List<String> rest) {
    String uuid = node.path("uuid").asString();
    return switch (String.join("/", rest)) {
      case "inventory" ->
          tables
              .inventory(uuid)
              .map(found -> Reply.json(200, found))
              .orElseGet(() -> Answers.error(404, "no inventory"));
      case "traits" -> Reply.json(200, Answers.wrapped("traits", node.path("traits")));
      case "states/raid" -> {
        node.set("target_raid_config", request.json());
        yield Reply.empty(204);
      }
      case "states/provision" -> provision(node, request.json());
      default -> Answers.error(404, "not found");
    };
  }

  private Reply provision(ObjectNode node, JsonNode body) {
    String target = body.path("target").asString();
    Optional<List<String>> walk = NodeStates.walk(node.path("provision_state").asString(), target);
    if (walk.isEmpty()) {
      return Answers.error(400, "The requested action \"" + target + "\" can not be performed");
    }
    String failed = failures.remove(target);
    List<String> states = new ArrayList<>(walk.get());
    if (failed != null) {
      states.removeLast();
      states.add(failed);
    }
    tables.walk(node, states);
    return Reply.empty(202);
  }

  private synchronized Reply connector(JsonNode body) {
    boolean taken =
        tables.all("connectors").stream()
            .anyMatch(row -> row.path("connector_id").equals(body.path("connector_id")));
    return taken
        ? Answers.error(409, "A volume connector already exists")
        : Reply.json(201, tables.add("connectors", body));
  }

  private void delete(String collection, String uuid) {
    publish(collection, "delete", uuid);
    synchronized (this) {
      tables.remove(collection, uuid);
    }
  }

  private void publish(String collection, String action, String uuid) {
    OsloNotifications target = notifications.get();
    Optional<JsonNode> row = find(collection, uuid);
    if (target == null || row.isEmpty() || collection.equals("runbooks")) {
      return;
    }
    String kind = collection.substring(0, collection.length() - 1);
    String name = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    ObjectNode payload =
        JsonNodeFactory.instance
            .objectNode()
            .put("ironic_object.name", name + "CRUDPayload")
            .put("ironic_object.namespace", "ironic")
            .put("ironic_object.version", "1.0")
            .set("ironic_object.data", row.get())
            .asObject();
    target.info("baremetal." + kind + "." + action + ".end", payload);
  }
}
