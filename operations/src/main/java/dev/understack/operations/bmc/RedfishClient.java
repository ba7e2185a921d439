package dev.understack.operations.bmc;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.HttpAnswer;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.Subject;
import dev.understack.operations.http.Trust;
import dev.understack.operations.json.Trees;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One management controller over Redfish, as user root. Its certificate is its own and is not
 * checked. The variable {@code REDFISH_URL_PATTERN} leads to an emulator: {@code http://{ip}:8000}.
 */
public final class RedfishClient {
  private static final String USER = "root";

  private final OperationRun run;
  private final String address;
  private final String base;
  private String password = "";

  public RedfishClient(OperationRun run, String address) {
    this.run = run;
    this.address = address;
    String host = address.contains(":") ? "[" + address + "]" : address;
    this.base = run.variable("REDFISH_URL_PATTERN").orElse("https://{ip}").replace("{ip}", host);
  }

  /** From now on requests carry this password. */
  void logInWith(String secret) {
    this.password = run.log().hide(secret);
  }

  public String address() {
    return address;
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  public JsonNode read(String path) {
    return run.gate().send(reading(path).with(login())).json();
  }

  public void patch(String path, JsonNode body) {
    run.gate().send(changing(path, body).with(login()));
  }

  /** Opens a session; throws when the password is wrong. */
  Session open(String candidate) {
    JsonNode body = Trees.object().put("UserName", USER).put("Password", candidate);
    HttpCall call = asking("/redfish/v1/SessionService/Sessions", body);
    HttpAnswer answer = run.gate().send(call);
    String path =
        Trees.text(answer.json(), "@odata.id")
            .or(() -> answer.header("Location").map(this::withoutHost))
            .orElse("");
    return new Session(run.log().hide(answer.header("X-Auth-Token").orElse("")), path);
  }

  /** One log-in, which ends when it is closed. */
  final class Session implements AutoCloseable {
    private final Map<String, String> token;
    private final String path;

    private Session(String token, String path) {
      this.token = Map.of("X-Auth-Token", token);
      this.path = path;
    }

    JsonNode read(String target) {
      return run.gate().send(reading(target).with(token)).json();
    }

    void patch(String target, JsonNode body) {
      run.gate().send(changing(target, body).with(token));
    }

    @Override
    public void close() {
      if (!path.isEmpty()) {
        run.gate().sendForAnyStatus(call(HttpMethod.DELETE, path, null, null).with(token));
      }
    }
  }

  /** Some controllers give the whole address, with a name that only they know. */
  private String withoutHost(String location) {
    int at = location.startsWith("http") ? -1 : location.indexOf(address);
    return at < 0
        ? location.replaceFirst("^https?://[^/]*", "")
        : location.substring(at + address.length()).replaceFirst("^[]:\\d]*", "");
  }

  private Map<String, String> login() {
    String text = USER + ":" + password;
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private HttpCall reading(String path) {
    return call(HttpMethod.GET, path, null, null);
  }

  private HttpCall asking(String path, JsonNode body) {
    return call(HttpMethod.POST, path, body, null);
  }

  private HttpCall changing(String path, JsonNode body) {
    return call(HttpMethod.PATCH, path, body, new Subject("redfish", "bmc", address));
  }

  private HttpCall call(
      HttpMethod method, String path, @Nullable JsonNode body, @Nullable Subject subject) {
    Map<String, String> headers = Map.of("Content-Type", "application/json; charset=utf-8");
    return new HttpCall(
        method, URI.create(base + path), headers, body, subject, true, Trust.ANYONE);
  }
}
