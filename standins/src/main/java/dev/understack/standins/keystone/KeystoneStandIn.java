package dev.understack.standins.keystone;

import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Keystone in memory: v3 tokens by password and application credential, a catalogue, domains,
 * projects, users, roles and their assignment. Every change is notified once a connection is given.
 * It starts with domain {@code default}, user {@code admin} and project {@code admin}. Safe for
 * many threads.
 */
public final class KeystoneStandIn implements AutoCloseable {
  private final Directory directory = new Directory();
  private final Tokens tokens = new Tokens(directory);
  private final AtomicReference<@Nullable Notifier> notifier = new AtomicReference<>();
  private final HttpStandIn http = new HttpStandIn(this::answer);

  /** {@code adminPassword} is that of user admin. */
  public KeystoneStandIn(String adminPassword) {
    directory.create(ResourceKind.USERS, object("name", "admin").put("password", adminPassword));
    directory.create(ResourceKind.PROJECTS, object("name", "admin"));
    for (String role : List.of("admin", "member", "reader")) {
      directory.create(ResourceKind.ROLES, object("name", role));
    }
    tokens.offer("identity", URI.create(http.address() + "/v3"));
  }

  /** {@code http://127.0.0.1:PORT/v3}. */
  public URI authUrl() {
    return URI.create(http.address() + "/v3");
  }

  public HttpStandIn http() {
    return http;
  }

  /** A {@code clouds.yaml} with one cloud {@code understack} for user admin. */
  public String cloudsYaml(String adminPassword) {
    return """
    clouds:
      understack:
        auth:
          auth_url: "%s"
          username: "admin"
          password: "%s"
          project_name: "admin"
          user_domain_id: "default"
          project_domain_id: "default"
        region_name: "RegionOne"
        interface: "public"
        identity_api_version: 3
    """
        .formatted(authUrl(), adminPassword);
  }

  /** From now on publishes what happens to {@code notifications}. */
  public void notify(OsloNotifications notifications, NotificationFormat format) {
    notifier.set(new Notifier(notifications, format));
  }

  /** Adds a service to the catalogue, for example {@code baremetal}. */
  public void offer(String type, URI address) {
    tokens.offer(type, address);
  }

  /** Whether a service should accept that token. */
  public boolean isValid(String token) {
    return tokens.isValid(token);
  }

  /** All tokens stop working. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /** Creates a project as an API call would, with its notification; returns its id. */
  public String createProject(String name, String domainId, String description) {
    return create(
        ResourceKind.PROJECTS,
        object("name", name).put("domain_id", domainId).put("description", description));
  }

  /** Puts a project with its id in place; nobody is notified. */
  public synchronized void seedProject(JsonNode project) {
    directory.create(ResourceKind.PROJECTS, project);
  }

  /** Puts a domain with its id in place; nobody is notified. */
  public synchronized void seedDomain(JsonNode domain) {
    directory.create(ResourceKind.DOMAINS, domain);
  }

  /** Creates a domain as an API call would, with its notification; returns its id. */
  public String createDomain(String name) {
    return create(ResourceKind.DOMAINS, object("name", name));
  }

  /** Changes fields of a project, with its notification. */
  public void updateProject(String id, JsonNode fields) {
    update(ResourceKind.PROJECTS, id, fields);
  }

  /** Deletes a project, with its notification. */
  public void deleteProject(String id) {
    delete(ResourceKind.PROJECTS, id);
  }

  public synchronized List<String> projectIds() {
    return directory.all(ResourceKind.PROJECTS).stream()
        .map(project -> project.path("id").asString())
        .toList();
  }

  /** The user of that name in that domain. */
  public synchronized Optional<JsonNode> user(String name, String domainId) {
    return directory
        .first(
            ResourceKind.USERS,
            user ->
                user.path("name").asString().equals(name)
                    && user.path("domain_id").asString().equals(domainId))
        .map(user -> user.deepCopy());
  }

  /** Granted roles as the paths below {@code /v3} that granted them. */
  public synchronized Set<String> grants() {
    return Set.copyOf(directory.grants());
  }

  @Override
  public void close() {
    http.close();
  }

  private Reply answer(Request request) {
    List<String> parts = request.parts();
    if (parts.size() < 2 || !parts.getFirst().equals("v3")) {
      return parts.equals(List.of("v3"))
          ? Reply.json(200, object("id", "v3.14"))
          : error(404, "not found");
    }
    if (request.path().endsWith("/auth/tokens") && request.method().equals("POST")) {
      return logIn(request.json().path("auth"));
    }
    if (request.header("x-auth-token").filter(tokens::isValid).isEmpty()) {
      return error(401, "The request you have made requires authentication.");
    }
    if (parts.get(1).equals("role_assignments")) {
      return assignments(request.parameter("user.id").orElse(""));
    }
    if (parts.contains("roles") && parts.contains("users")) {
      return grant(request, String.join("/", parts.subList(1, parts.size())));
    }
    return ResourceKind.of(parts.get(1))
        .map(kind -> onResource(request, kind, parts.subList(2, parts.size())))
        .orElseGet(() -> error(404, "not found"));
  }

  private synchronized Reply logIn(JsonNode auth) {
    return tokens
        .logIn(auth)
        .map(user ->
            Reply.json(201, tokens.describe(user, auth.path("scope")))
                .with("X-Subject-Token", tokens.issue()))
        .orElseGet(() -> error(401, "The request you have made requires authentication."));
  }

  private synchronized Reply assignments(String userId) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode found = answer.putArray("role_assignments");
    for (String grant : directory.grants()) {
      List<String> parts = List.of(grant.replaceFirst("^OS-INHERIT/", "").split("/"));
      if (parts.get(3).equals(userId)) {
        ObjectNode assignment = found.addObject();
        assignment.putObject("role").put("id", parts.get(5));
        assignment.putObject("user").put("id", userId);
        ObjectNode scope = assignment.putObject("scope");
        scope.putObject(parts.getFirst().replaceAll("s$", "")).put("id", parts.get(1));
        if (grant.startsWith("OS-INHERIT/")) {
          scope.put("OS-INHERIT:inherited_to", "projects");
        }
      }
    }
    return Reply.json(200, answer);
  }

  private synchronized Reply grant(Request request, String path) {
    boolean present = directory.grants().contains(path);
    return switch (request.method()) {
      case "PUT" -> {
        directory.grants().add(path);
        yield Reply.empty(204);
      }
      case "DELETE" -> Reply.empty(directory.grants().remove(path) ? 204 : 404);
      default -> Reply.empty(present ? 204 : 404);
    };
  }

  private Reply onResource(Request request, ResourceKind kind, List<String> rest) {
    if (rest.isEmpty()) {
      return request.method().equals("POST")
          ? created(kind, create(kind, request.json().path(kind.singular())))
          : list(kind, request);
    }
    String id = rest.getFirst();
    if (read(kind, id).isEmpty()) {
      return error(404, "Could not find " + kind.singular() + ": " + id + ".");
    }
    return switch (request.method()) {
      case "PATCH" -> {
        update(kind, id, request.json().path(kind.singular()));
        yield shown(200, kind, id);
      }
      case "DELETE" -> {
        delete(kind, id);
        yield Reply.empty(204);
      }
      default -> shown(200, kind, id);
    };
  }

  private Reply created(ResourceKind kind, String id) {
    return id.isEmpty()
        ? error(409, "Conflict occurred attempting to store " + kind.singular() + ".")
        : shown(201, kind, id);
  }

  private synchronized Reply list(ResourceKind kind, Request request) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode found = answer.putArray(kind.plural());
    directory.all(kind).stream()
        .filter(row -> matches(row, request, "name") && matches(row, request, "domain_id"))
        .forEach(row -> found.add(withoutSecrets(row)));
    return Reply.json(200, answer);
  }

  private static boolean matches(JsonNode row, Request request, String field) {
    return request.parameter(field).map(v -> row.path(field).asString("").equals(v)).orElse(true);
  }

  private Reply shown(int status, ResourceKind kind, String id) {
    return read(kind, id)
        .map(row ->
            Reply.json(
                status,
                JsonNodeFactory.instance.objectNode().set(kind.singular(), withoutSecrets(row))))
        .orElseGet(() -> error(404, "not found"));
  }

  private synchronized Optional<ObjectNode> read(ResourceKind kind, String id) {
    return Optional.ofNullable(directory.get(kind, id));
  }

  /** The new id, or empty text when the name is taken. */
  private String create(ResourceKind kind, JsonNode wanted) {
    String id;
    synchronized (this) {
      id = directory.create(kind, wanted).map(row -> row.path("id").asString()).orElse("");
    }
    if (!id.isEmpty()) {
      publish(kind, "created", id);
    }
    return id;
  }

  private void update(ResourceKind kind, String id, JsonNode fields) {
    read(kind, id).ifPresent(row -> row.setAll((ObjectNode) fields));
    publish(kind, "updated", id);
    if (kind == ResourceKind.DOMAINS) {
      publish(ResourceKind.PROJECTS, "updated", id);
    }
  }

  private void delete(ResourceKind kind, String id) {
    synchronized (this) {
      directory.remove(kind, id);
    }
    publish(kind, "deleted", id);
  }

  private void publish(ResourceKind kind, String action, String id) {
    Notifier current = notifier.get();
    if (current != null) {
      current
          .notifications()
          .info(kind.event() + "." + action, current.format().payload(kind.singular(), action, id));
    }
  }

  private static ObjectNode withoutSecrets(JsonNode row) {
    ObjectNode shown = row.deepCopy().asObject();
    shown.remove(List.of("password", "application_credential"));
    return shown;
  }

  private static Reply error(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", status).put("message", message).put("title", title(status));
    return Reply.json(status, body);
  }

  private static String title(int status) {
    return String.format(Locale.ROOT, "HTTP %d", status);
  }

  private static ObjectNode object(String field, String value) {
    return JsonNodeFactory.instance.objectNode().put(field, value);
  }

  private record Notifier(OsloNotifications notifications, NotificationFormat format) {}
}
