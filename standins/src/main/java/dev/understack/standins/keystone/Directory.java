package dev.understack.standins.keystone;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Domains, projects, users, roles and who has which role where. Guarded by its owner. */
final class Directory {
  private final Map<ResourceKind, Map<String, ObjectNode>> rows = new EnumMap<>(ResourceKind.class);
  private final Set<String> grants = new LinkedHashSet<>();

  Directory() {
    for (ResourceKind kind : ResourceKind.values()) {
      rows.put(kind, new LinkedHashMap<>());
    }
    ObjectNode domain = JsonNodeFactory.instance.objectNode();
    table(ResourceKind.DOMAINS)
        .put("default", domain.put("id", "default").put("name", "Default").put("enabled", true));
  }

  /** Empty when the name is taken. */
  Optional<ObjectNode> create(ResourceKind kind, JsonNode wanted) {
    ObjectNode row = wanted.deepCopy().asObject();
    row.putIfAbsent("id", text(UUID.randomUUID().toString().replace("-", "")));
    row.putIfAbsent("enabled", JsonNodeFactory.instance.booleanNode(true));
    switch (kind) {
      case PROJECTS -> {
        row.putIfAbsent("domain_id", text("default"));
        row.putIfAbsent("description", text(""));
        row.putIfAbsent("is_domain", JsonNodeFactory.instance.booleanNode(false));
        row.putIfAbsent("tags", JsonNodeFactory.instance.arrayNode());
      }
      case USERS -> row.putIfAbsent("domain_id", text("default"));
      case DOMAINS -> row.putIfAbsent("description", text(""));
      case ROLES -> row.putIfAbsent("domain_id", JsonNodeFactory.instance.nullNode());
    }
    if (isTaken(kind, row)) {
      return Optional.empty();
    }
    table(kind).put(row.path("id").asString(), row);
    return Optional.of(row);
  }

  boolean isTaken(ResourceKind kind, JsonNode row) {
    return first(
            kind,
            other ->
                !other.path("id").equals(row.path("id"))
                    && other.path("name").equals(row.path("name"))
                    && other.path("domain_id").equals(row.path("domain_id")))
        .isPresent();
  }

  /** A project's id may also name a domain, which is a project of its own. */
  @Nullable ObjectNode get(ResourceKind kind, String id) {
    ObjectNode row = table(kind).get(id);
    ObjectNode domain = kind == ResourceKind.PROJECTS ? table(ResourceKind.DOMAINS).get(id) : null;
    if (row == null && domain != null) {
      return domain.deepCopy().put("is_domain", true).putNull("domain_id");
    }
    return row;
  }

  Optional<ObjectNode> first(ResourceKind kind, Predicate<JsonNode> wanted) {
    return table(kind).values().stream().filter(wanted).findFirst();
  }

  List<ObjectNode> all(ResourceKind kind) {
    return List.copyOf(table(kind).values());
  }

  void remove(ResourceKind kind, String id) {
    table(kind).remove(id);
    grants.removeIf(grant -> grant.contains("/" + id + "/") || grant.endsWith("/" + id));
  }

  /** Paths below {@code /v3}, as in the request that granted the role. */
  Set<String> grants() {
    return grants;
  }

  private Map<String, ObjectNode> table(ResourceKind kind) {
    Map<String, ObjectNode> table = rows.get(kind);
    if (table == null) {
      throw new IllegalArgumentException("no table of " + kind);
    }
    return table;
  }

  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.stringNode(value);
  }
}
