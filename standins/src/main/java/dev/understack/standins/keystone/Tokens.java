package dev.understack.standins.keystone;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Issues tokens and the service catalogue. */
final class Tokens {
  private static final Duration LIFE = Duration.ofHours(1);

  private final Directory directory;
  private final Map<String, Instant> issued = new ConcurrentHashMap<>();
  private final Map<String, URI> services = new LinkedHashMap<>();

  Tokens(Directory directory) {
    this.directory = directory;
  }

  synchronized void offer(String type, URI address) {
    services.put(type, address);
  }

  boolean isValid(String token) {
    return issued.getOrDefault(token, Instant.MIN).isAfter(Instant.now());
  }

  void revokeAll() {
    issued.clear();
  }

  /** A new token's id; the body is {@link #describe}. */
  String issue() {
    String id = "gAAAAA" + UUID.randomUUID().toString().replace("-", "");
    issued.put(id, Instant.now().plus(LIFE));
    return id;
  }

  /** The user that a password log-in means; empty when name, domain or password is wrong. */
  Optional<ObjectNode> logIn(JsonNode auth) {
    JsonNode identity = auth.path("identity");
    JsonNode wanted = identity.path("password").path("user");
    if (identity.path("methods").path(0).asString("").equals("application_credential")) {
      JsonNode credential = identity.path("application_credential");
      return directory.first(
          ResourceKind.USERS,
          user ->
              user.path("application_credential").path("id").equals(credential.path("id"))
                  && user.path("application_credential")
                      .path("secret")
                      .equals(credential.path("secret")));
    }
    return directory
        .first(
            ResourceKind.USERS,
            user ->
                wanted.has("id")
                    ? user.path("id").equals(wanted.path("id"))
                    : user.path("name").equals(wanted.path("name"))
                        && isDomain(user.path("domain_id").asString(), wanted.path("domain")))
        .filter(user -> user.path("password").equals(wanted.path("password")));
  }

  synchronized ObjectNode describe(JsonNode user, JsonNode scope) {
    ObjectNode token = JsonNodeFactory.instance.objectNode();
    ObjectNode inner = token.putObject("token");
    inner.putArray("methods").add("password");
    inner.put("issued_at", Instant.now().toString());
    inner.put("expires_at", Instant.now().plus(LIFE).toString());
    inner
        .putObject("user")
        .put("id", user.path("id").asString())
        .put("name", user.path("name").asString());
    JsonNode project = scope.path("project");
    if (!project.isMissingNode()) {
      directory
          .first(
              ResourceKind.PROJECTS,
              each ->
                  project.has("id")
                      ? each.path("id").equals(project.path("id"))
                      : each.path("name").equals(project.path("name"))
                          && isDomain(each.path("domain_id").asString(), project.path("domain")))
          .ifPresent(found ->
              inner
                  .putObject("project")
                  .put("id", found.path("id").asString())
                  .put("name", found.path("name").asString()));
    }
    ArrayNode catalogue = inner.putArray("catalog");
    services.forEach((type, address) -> {
      ObjectNode service = catalogue.addObject().put("type", type).put("name", type);
      ArrayNode endpoints = service.putArray("endpoints");
      for (String face : new String[] {"public", "internal", "admin"}) {
        endpoints
            .addObject()
            .put("interface", face)
            .put("region", "RegionOne")
            .put("region_id", "RegionOne")
            .put("url", address.toString());
      }
    });
    return token;
  }

  private boolean isDomain(String id, JsonNode wanted) {
    return wanted.path("id").asString("").equals(id)
        || directory
            .first(ResourceKind.DOMAINS, d -> d.path("id").asString().equals(id))
            .filter(d -> d.path("name").equals(wanted.path("name")))
            .isPresent();
  }
}
