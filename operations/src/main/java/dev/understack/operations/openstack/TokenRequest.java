package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.json.Trees;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the {@code auth} settings of a cloud into Keystone's token request. */
final class TokenRequest {
  private final String cloud;
  private final JsonNode settings;
  private final JsonNode auth;

  TokenRequest(String cloud, JsonNode settings) {
    this.cloud = cloud;
    this.settings = settings;
    this.auth = settings.path("auth");
  }

  ObjectNode toJson() {
    ObjectNode request = Trees.object();
    ObjectNode identity = request.putObject("auth").putObject("identity");
    String type =
        Trees.text(settings, "auth_type")
            .orElse(
                auth.has("application_credential_secret") ? "v3applicationcredential" : "password");
    switch (type) {
      case "password", "v3password" -> password(identity);
      case "v3applicationcredential" -> applicationCredential(identity);
      case "token", "v3token" -> token(identity);
      default ->
          throw new OperationFailedException(
              "cloud " + cloud + " has auth_type " + type + ", which is not supported");
    }
    if (!type.equals("v3applicationcredential")) {
      scope().ifPresent(scope -> request.withObject("auth").set("scope", scope));
    }
    return request;
  }

  private void password(ObjectNode identity) {
    identity.putArray("methods").add("password");
    ObjectNode user = identity.putObject("password").putObject("user");
    user.put("password", need("password"));
    fillUser(user);
  }

  private void applicationCredential(ObjectNode identity) {
    identity.putArray("methods").add("application_credential");
    ObjectNode credential = identity.putObject("application_credential");
    credential.put("secret", need("application_credential_secret"));
    Optional<String> id = setting("application_credential_id");
    if (id.isPresent()) {
      credential.put("id", id.get());
    } else {
      credential.put("name", need("application_credential_name"));
      fillUser(credential.putObject("user"));
    }
  }

  private void token(ObjectNode identity) {
    identity.putArray("methods").add("token");
    identity.putObject("token").put("id", need("token"));
  }

  private void fillUser(ObjectNode user) {
    Optional<String> id = setting("user_id");
    if (id.isPresent()) {
      user.put("id", id.get());
    } else {
      user.put("name", need("username"));
      user.set("domain", domain("user_domain"));
    }
  }

  private Optional<JsonNode> scope() {
    if (setting("system_scope").isPresent()) {
      ObjectNode scope = Trees.object();
      scope.putObject("system").put("all", true);
      return Optional.of(scope);
    }
    Optional<String> id = setting("project_id").or(() -> setting("tenant_id"));
    Optional<String> name = setting("project_name").or(() -> setting("tenant_name"));
    if (id.isPresent() || name.isPresent()) {
      ObjectNode scope = Trees.object();
      ObjectNode project = scope.putObject("project");
      id.ifPresentOrElse(
          given -> project.put("id", given),
          () -> {
            project.put("name", name.orElseThrow());
            project.set("domain", domain("project_domain"));
          });
      return Optional.of(scope);
    }
    if (setting("domain_id").isPresent() || setting("domain_name").isPresent()) {
      ObjectNode scope = Trees.object();
      scope.set("domain", domain("domain"));
      return Optional.of(scope);
    }
    return Optional.empty();
  }

  private ObjectNode domain(String prefix) {
    ObjectNode domain = Trees.object();
    Optional<String> id = setting(prefix + "_id").or(() -> setting("default_domain_id"));
    Optional<String> name = setting(prefix + "_name").or(() -> setting("default_domain_name"));
    if (setting(prefix + "_name").isPresent()) {
      return domain.put("name", name.orElseThrow());
    }
    if (id.isPresent()) {
      return domain.put("id", id.get());
    }
    return name.isPresent() ? domain.put("name", name.get()) : domain.put("id", "default");
  }

  private Optional<String> setting(String name) {
    return Trees.text(auth, name).or(() -> Trees.text(settings, name));
  }

  private String need(String name) {
    return setting(name)
        .orElseThrow(() -> new OperationFailedException("cloud " + cloud + " has no " + name));
  }
}
