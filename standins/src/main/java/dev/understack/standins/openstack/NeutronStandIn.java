package dev.understack.standins.openstack;

import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import dev.understack.standins.keystone.KeystoneStandIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Neutron in memory: networks, subnets and agents to read, agents to delete. */
public final class NeutronStandIn implements AutoCloseable {
  private static final int PAGE = 100;

  private final Map<String, Map<String, ObjectNode>> rows = new LinkedHashMap<>();
  private final KeystoneStandIn keystone;
  private final HttpStandIn http = new HttpStandIn(this::answer);

  /** Enters itself into the catalogue of {@code keystone}. */
  public NeutronStandIn(KeystoneStandIn keystone) {
    this.keystone = keystone;
    keystone.offer("network", http.address());
  }

  public HttpStandIn http() {
    return http;
  }

  /** Puts a row, with its id, into {@code networks}, {@code subnets} or {@code agents}. */
  public synchronized void seed(String collection, String json) {
    ObjectNode row = (ObjectNode) JsonMapper.shared().readTree(json);
    rows.computeIfAbsent(collection, name -> new LinkedHashMap<>())
        .put(row.path("id").asString(), row);
  }

  public synchronized void remove(String collection, String id) {
    rows.getOrDefault(collection, Map.of()).remove(id);
  }

  public synchronized List<JsonNode> all(String collection) {
    return List.copyOf(rows.getOrDefault(collection, Map.of()).values());
  }

  @Override
  public void close() {
    http.close();
  }

  private synchronized Reply answer(Request request) {
    if (request.header("x-auth-token").filter(keystone::isValid).isEmpty()) {
      return Answers.error(401, "Authentication required");
    }
    List<String> parts = request.parts();
    if (parts.size() < 2) {
      return Answers.error(404, "not found");
    }
    String collection = parts.get(1);
    Map<String, ObjectNode> table = rows.getOrDefault(collection, Map.of());
    if (parts.size() == 2) {
      return Answers.page(request, collection, new ArrayList<>(table.values()), "id", PAGE);
    }
    ObjectNode row = table.get(parts.get(2));
    if (row == null) {
      return Answers.error(404, collection + " " + parts.get(2) + " could not be found.");
    }
    if (request.method().equals("DELETE")) {
      table.remove(parts.get(2));
      return Reply.empty(204);
    }
    return Reply.json(200, Answers.wrapped(collection.substring(0, collection.length() - 1), row));
  }
}
