package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.UrlPart;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Users, projects and role assignments of Keystone, for an administrator. */
public final class KeystoneAdmin {
  private final ServiceClient keystone;

  public KeystoneAdmin(Cloud cloud) {
    this.keystone = new ServiceClient(cloud, CloudService.IDENTITY, "/v3", Map.of());
  }

  /** Throws when there is none. */
  public String domainId(String name) {
    if (name.equals("default")) {
      return "default";
    }
    return first("domains", Map.of("name", name))
        .flatMap(domain -> Trees.text(domain, "id"))
        .orElseThrow(() -> new OperationFailedException("Keystone has no domain " + name));
  }

  public String roleId(String name) {
    return first("roles", Map.of("name", name))
        .flatMap(role -> Trees.text(role, "id"))
        .orElseThrow(() -> new OperationFailedException("Keystone has no role " + name));
  }

  public Optional<String> findProject(String name, String domainId) {
    return first("projects", Map.of("name", name, "domain_id", domainId))
        .flatMap(project -> Trees.text(project, "id"));
  }

  public String createProject(String name, String domainId) {
    return create(
        "projects", "project", Trees.object().put("name", name).put("domain_id", domainId));
  }

  public Optional<JsonNode> findUser(String name, String domainId) {
    return first("users", Map.of("name", name, "domain_id", domainId));
  }

  public String createUser(ObjectNode user) {
    return create("users", "user", user);
  }

  public void updateUser(String id, ObjectNode fields) {
    ObjectNode body = Trees.object();
    body.set("user", fields);
    keystone.change(HttpMethod.PATCH, "/users/" + id, body, "user", id);
  }

  public void deleteUser(String id) {
    keystone.change(HttpMethod.DELETE, "/users/" + id, null, "user", id);
  }

  /** The paths below {@code /v3} of the roles that a user has. */
  public List<String> grants(String userId) {
    return Trees.items(
            keystone.read("/role_assignments?user.id=" + userId).path("role_assignments"))
        .stream()
        .map(assignment -> path(assignment, userId))
        .toList();
  }

  private static String path(JsonNode assignment, String userId) {
    JsonNode scope = assignment.path("scope");
    boolean inherited = scope.has("OS-INHERIT:inherited_to");
    String target =
        scope.has("project")
            ? "projects/" + scope.path("project").path("id").asString()
            : "domains/" + scope.path("domain").path("id").asString();
    String grant =
        target + "/users/" + userId + "/roles/" + assignment.path("role").path("id").asString();
    return inherited ? "OS-INHERIT/" + grant + "/inherited_to_projects" : grant;
  }

  public void grant(String path) {
    keystone.change(HttpMethod.PUT, "/" + path, null, "role-assignment", path);
  }

  public void revoke(String path) {
    keystone.change(HttpMethod.DELETE, "/" + path, null, "role-assignment", path);
  }

  private Optional<JsonNode> first(String collection, Map<String, String> filter) {
    String query =
        filter.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> e.getKey() + "=" + UrlPart.of(e.getValue()))
            .collect(java.util.stream.Collectors.joining("&"));
    return Trees.items(keystone.read("/" + collection + "?" + query).path(collection)).stream()
        .findFirst();
  }

  private String create(String collection, String kind, ObjectNode fields) {
    ObjectNode body = Trees.object();
    body.set(kind, fields);
    JsonNode answer = keystone.change(HttpMethod.POST, "/" + collection, body, kind, null).json();
    return Trees.text(answer, kind, "id").orElse(HttpGate.IMAGINED);
  }
}
