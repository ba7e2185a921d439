package dev.understack.secrets.external;

import dev.understack.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Secrets in HashiCorp Vault's key-value engine, versions 1 and 2. */
final class VaultProvider implements SecretProvider {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final JsonNode settings;
  private final String token;

  private VaultProvider(JsonNode settings, String token) {
    this.settings = settings;
    this.token = token;
  }

  /**
   * Logs in.
   *
   * @param settings {@code spec.provider.vault}
   * @param secrets reads what {@code auth} refers to
   */
  static VaultProvider open(JsonNode settings, SecretSelector secrets) {
    JsonNode auth = settings.path("auth");
    if (auth.has("tokenSecretRef")) {
      return new VaultProvider(settings, secrets.read(auth.path("tokenSecretRef")));
    }
    ObjectNode login = JsonNodeFactory.instance.objectNode();
    if (auth.has("appRole")) {
      JsonNode role = auth.path("appRole");
      login
          .put(
              "role_id",
              role.has("roleRef")
                  ? secrets.read(role.path("roleRef"))
                  : role.path("roleId").asString(""))
          .put("secret_id", secrets.read(role.path("secretRef")));
      return login(settings, role.path("path").asString("approle") + "/login", login);
    }
    if (auth.has("userPass")) {
      JsonNode user = auth.path("userPass");
      login.put("password", secrets.read(user.path("secretRef")));
      return login(
          settings,
          user.path("path").asString("userpass") + "/login/" + user.path("username").asString(""),
          login);
    }
    throw new ProviderException(
        "vault: auth needs tokenSecretRef, appRole or userPass; others are not supported");
  }

  /** Reads what a {@code secretRef} of a store selects. */
  @FunctionalInterface
  interface SecretSelector {
    String read(JsonNode reference);
  }

  private static VaultProvider login(JsonNode settings, String path, ObjectNode body) {
    VaultProvider anonymous = new VaultProvider(settings, "");
    HttpResponse<String> response =
        anonymous.send(
            "POST", "/v1/auth/" + path, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    return new VaultProvider(
        settings, answer(response, path).path("auth").path("client_token").asString(""));
  }

  @Override
  public RemoteSecret read(String key, String version) {
    String query = version.isEmpty() ? "" : "?version=" + version;
    String path = isVersion2() ? "/data/" + key + query : "/" + key;
    JsonNode data = get(path, key).path("data");
    JsonNode entries = isVersion2() ? data.path("data") : data;
    if (!entries.isObject()) {
      throw new ProviderException.NoSecret("Secret does not exist: " + key);
    }
    return RemoteSecret.ofObject(entries);
  }

  @Override
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    get((isVersion2() ? "/metadata" : "") + "?list=true", "")
        .path("data")
        .path("keys")
        .forEach(key -> keys.add(key.asString("")));
    return keys;
  }

  private JsonNode get(String path, String key) {
    String mount = settings.path("path").asString("secret");
    HttpResponse<String> response =
        send("GET", "/v1/" + mount + path, HttpRequest.BodyPublishers.noBody());
    if (response.statusCode() == 404) {
      throw new ProviderException.NoSecret("Secret does not exist: " + key);
    }
    return answer(response, mount + path);
  }

  private static JsonNode answer(HttpResponse<String> response, String path) {
    if (response.statusCode() / 100 != 2) {
      throw new ProviderException(
          "vault: " + path + " was answered with status " + response.statusCode());
    }
    try {
      return Json.read(response.body());
    } catch (JacksonException e) {
      throw new ProviderException("vault: " + path + " was not answered with JSON", e);
    }
  }

  private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
    String server = settings.path("server").asString("").replaceFirst("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT).method(method, body);
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    String namespace = settings.path("namespace").asString("");
    if (!namespace.isEmpty()) {
      request.header("X-Vault-Namespace", namespace);
    }
    try {
      return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new ProviderException("cannot reach vault at " + server + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException("interrupted while waiting for vault at " + server, e);
    }
  }

  private boolean isVersion2() {
    return !settings.path("version").asString("v2").equals("v1");
  }
}
