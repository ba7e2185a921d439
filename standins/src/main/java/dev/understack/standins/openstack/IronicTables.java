package dev.understack.standins.openstack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the Ironic stand-in and the states that nodes still have to walk through. */
final class IronicTables {
  private final Map<String, Map<String, ObjectNode>> rows = new LinkedHashMap<>();
  private final Map<String, JsonNode> inventories = new HashMap<>();
  private final Map<String, Queue<String>> walks = new HashMap<>();
  private String nextUuid = "";

  void nextUuid(String uuid) {
    nextUuid = uuid;
  }

  ObjectNode add(String collection, JsonNode body) {
    ObjectNode row = body.deepCopy().asObject();
    if (!row.has("uuid")) {
      row.put("uuid", nextUuid.isEmpty() ? UUID.randomUUID().toString() : nextUuid);
      nextUuid = "";
    }
    row.putIfAbsent("extra", JsonNodeFactory.instance.objectNode());
    if (collection.equals("nodes")) {
      row.putIfAbsent("provision_state", JsonNodeFactory.instance.stringNode("enroll"));
      row.putIfAbsent("properties", JsonNodeFactory.instance.objectNode());
      row.putIfAbsent("driver_info", JsonNodeFactory.instance.objectNode());
      row.putIfAbsent("traits", JsonNodeFactory.instance.arrayNode());
    }
    table(collection).put(row.path("uuid").asString(), row);
    return row;
  }

  @Nullable ObjectNode find(String collection, String key) {
    ObjectNode row = table(collection).get(key);
    if (row != null) {
      return row;
    }
    return table(collection).values().stream()
        .filter(each -> each.path("name").asString("").equals(key))
        .findFirst()
        .orElse(null);
  }

  List<ObjectNode> all(String collection) {
    return new ArrayList<>(table(collection).values());
  }

  void remove(String collection, String uuid) {
    table(collection).remove(uuid);
  }

  void inventory(String node, JsonNode inventory) {
    inventories.put(node, inventory);
  }

  Optional<JsonNode> inventory(String node) {
    return Optional.ofNullable(inventories.get(node));
  }

  /** Starts a walk: the first state holds at once. */
  void walk(ObjectNode node, List<String> states) {
    Queue<String> queue = new ArrayDeque<>(states);
    walks.put(node.path("uuid").asString(), queue);
    node.put("target_provision_state", states.getLast());
    step(node);
  }

  /** Moves a walking node on by one state; true when that ended the walk. */
  boolean step(ObjectNode node) {
    Queue<String> queue = walks.get(node.path("uuid").asString());
    String next = queue == null ? null : queue.poll();
    if (queue == null || next == null) {
      return false;
    }
    node.put("provision_state", next);
    if (queue.isEmpty()) {
      walks.remove(node.path("uuid").asString());
      node.putNull("target_provision_state");
      return true;
    }
    return false;
  }

  private Map<String, ObjectNode> table(String collection) {
    return rows.computeIfAbsent(collection, name -> new LinkedHashMap<>());
  }
}
