package dev.understack.standins.netapp;

import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An ONTAP in memory: collections with filters on nested fields, writes that answer with a job, and
 * a storage machine that cannot be deleted while it holds volumes. Safe for many threads.
 */
public final class OntapStandIn implements AutoCloseable {
  private static final Set<String> NOT_FILTERS =
      Set.of("fields", "return_timeout", "allow_delete_while_mapped");

  private final Map<String, Map<String, ObjectNode>> rows = new LinkedHashMap<>();
  private final Map<String, String> jobs = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final HttpStandIn http = new HttpStandIn(this::answer);

  public HttpStandIn http() {
    return http;
  }

  /** One section of a configuration file that leads here. */
  public String configuration(String section) {
    return """
    [%s]
    netapp_server_hostname = %s
    netapp_login = admin
    netapp_password = netapp-password
    """
        .formatted(section, http.address());
  }

  /** Puts a row in place, for example into {@code storage/aggregates}; returns its uuid. */
  public synchronized String seed(String collection, String json) {
    return add(collection, JsonMapper.shared().readTree(json));
  }

  public synchronized List<JsonNode> all(String collection) {
    return List.copyOf(table(collection).values());
  }

  /** From now on jobs that create in or delete from that collection fail. */
  public void refuseWrites(String collection) {
    refused.add(collection);
  }

  @Override
  public void close() {
    http.close();
  }

  private synchronized Reply answer(Request request) {
    List<String> parts = new ArrayList<>(request.parts());
    parts.removeFirst();
    String last = parts.getLast();
    if (parts.size() == 3 && parts.get(1).equals("jobs")) {
      String failure = jobs.getOrDefault(last, "");
      return Reply.json(
          200,
          JsonNodeFactory.instance
              .objectNode()
              .put("state", failure.isEmpty() ? "success" : "failure")
              .put("message", failure));
    }
    boolean onRow = last.length() == 36 && last.charAt(8) == '-';
    String collection = String.join("/", onRow ? parts.subList(0, parts.size() - 1) : parts);
    return switch (request.method()) {
      case "POST" -> job(create(collection, request.json()));
      case "PATCH" -> job(update(collection, last, request.json()));
      case "DELETE" -> job(delete(collection, last));
      default -> list(collection, request);
    };
  }

  private Reply list(String collection, Request request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode records = body.putArray("records");
    for (ObjectNode row : table(collection).values()) {
      boolean matches =
          request.query().entrySet().stream()
              .filter(e -> !NOT_FILTERS.contains(e.getKey()))
              .allMatch(e -> e.getValue().contains(at(row, e.getKey())));
      if (matches) {
        records.add(row);
      }
    }
    return Reply.json(200, body.put("num_records", records.size()));
  }

  private static String at(JsonNode row, String dotted) {
    JsonNode value = row;
    for (String name : dotted.split("\\.", -1)) {
      value = value.path(name);
    }
    return value.asString("");
  }

  private String create(String collection, JsonNode body) {
    ObjectNode row = body.deepCopy().asObject();
    if (collection.equals("network/ethernet/ports")) {
      JsonNode vlan = body.path("vlan");
      row.put(
          "name", vlan.path("base_port").path("name").asString() + "-" + vlan.path("tag").asInt());
    }
    if (refused.contains(collection)) {
      return "refused";
    }
    boolean taken =
        row.has("name")
            && table(collection).values().stream()
                .anyMatch(other ->
                    other.path("name").equals(row.path("name"))
                        && other.path("svm").equals(row.path("svm"))
                        && other.path("node").equals(row.path("node")));
    boolean sameRoute =
        collection.equals("network/ip/routes")
            && table(collection).values().stream()
                .anyMatch(other -> other.path("gateway").equals(row.path("gateway")));
    if (taken || sameRoute) {
      return "duplicate entry";
    }
    add(collection, row);
    if (collection.equals("svm/svms")) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.put("name", row.path("root_volume").path("name").asString()).put("size", 20971520);
      root.putObject("svm").put("name", row.path("name").asString());
      add("storage/volumes", root);
    }
    return "";
  }

  private String update(String collection, String uuid, JsonNode fields) {
    Optional.ofNullable(table(collection).get(uuid))
        .ifPresent(row -> row.setAll((ObjectNode) fields));
    return "";
  }

  private String delete(String collection, String uuid) {
    ObjectNode row = table(collection).get(uuid);
    if (row == null) {
      return "entry doesn't exist";
    }
    if (refused.contains(collection)) {
      return "refused";
    }
    if (collection.equals("svm/svms")) {
      String name = row.path("name").asString();
      String root = row.path("root_volume").path("name").asString("");
      boolean holdsData =
          table("storage/volumes").values().stream()
              .filter(volume -> volume.path("svm").path("name").asString("").equals(name))
              .anyMatch(volume -> !volume.path("name").asString().equals(root));
      if (holdsData) {
        return "SVM still has volumes";
      }
      table("storage/volumes")
          .values()
          .removeIf(volume -> volume.path("svm").path("name").asString("").equals(name));
    }
    table(collection).remove(uuid);
    return "";
  }

  private Reply job(String failure) {
    String uuid = UUID.randomUUID().toString();
    jobs.put(uuid, failure);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("job").put("uuid", uuid);
    return Reply.json(202, body);
  }

  private String add(String collection, JsonNode body) {
    ObjectNode row = body.deepCopy().asObject();
    String uuid = UUID.randomUUID().toString();
    row.put("uuid", uuid);
    table(collection).put(uuid, row);
    return uuid;
  }

  private Map<String, ObjectNode> table(String collection) {
    return rows.computeIfAbsent(collection, name -> new LinkedHashMap<>());
  }
}
