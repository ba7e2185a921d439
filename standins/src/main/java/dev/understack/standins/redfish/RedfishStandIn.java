package dev.understack.standins.redfish;

import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Reply;
import dev.understack.standins.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The management controller of one server with the account root. Operations reach it when their
 * variable {@code REDFISH_URL_PATTERN} is {@link #url}. Safe for many threads.
 */
public final class RedfishStandIn implements AutoCloseable {
  private static final String SESSIONS = "/redfish/v1/SessionService/Sessions";

  private final Vendor vendor;
  private final Resources resources;
  private final Map<String, String> sessions = new LinkedHashMap<>();
  private final HttpStandIn http = new HttpStandIn(this::answer);
  private String password;

  public RedfishStandIn(Vendor vendor, String password) {
    this.vendor = vendor;
    this.password = password;
    this.resources = new Resources(vendor);
  }

  public String url() {
    return http.address().toString();
  }

  /** The server below, to read its calls and to make it fail. */
  public HttpStandIn http() {
    return http;
  }

  public synchronized String password() {
    return password;
  }

  /** Sessions that nobody closed; a controller has room for few. */
  public synchronized int openSessions() {
    return sessions.size();
  }

  /** Plugs a network card into a port of a switch, which only a Dell notices. */
  public synchronized void plug(String card, String switchMac, String port) {
    resources.plug(card, switchMac, port);
  }

  @Override
  public void close() {
    http.close();
  }

  private synchronized Reply answer(Request request) {
    if (request.path().equals(SESSIONS) && request.method().equals("POST")) {
      return logIn(request.json());
    }
    if (!isKnown(request)) {
      return error(401, "The authentication credentials included with this request are invalid.");
    }
    if (request.path().startsWith(SESSIONS + "/") && request.method().equals("DELETE")) {
      return sessions.remove(request.path()) == null ? error(404, "No session.") : Reply.empty(204);
    }
    Optional<ObjectNode> resource = resources.find(request.path());
    if (resource.isEmpty()) {
      return error(404, "The resource at the URI " + request.path() + " was not found.");
    }
    return switch (request.method()) {
      case "GET" -> Reply.json(200, resource.get());
      case "PATCH" -> {
        change(resource.get(), request.json());
        yield Reply.json(200, resource.get());
      }
      default -> error(405, "The operation is not supported.");
    };
  }

  private Reply logIn(JsonNode body) {
    if (!body.path("UserName").asString("").equals("root")
        || !body.path("Password").asString("").equals(password)) {
      return error(401, "The authentication credentials included with this request are invalid.");
    }
    String path = SESSIONS + "/" + UUID.randomUUID();
    String token = UUID.randomUUID().toString();
    sessions.put(path, token);
    ObjectNode session = JsonNodeFactory.instance.objectNode().put("UserName", "root");
    if (vendor == Vendor.DELL) {
      session.put("@odata.id", path);
    }
    return new Reply(
        201, Map.of("X-Auth-Token", token, "Location", http.address() + path), session.toString());
  }

  private boolean isKnown(Request request) {
    String basic =
        Base64.getEncoder().encodeToString(("root:" + password).getBytes(StandardCharsets.UTF_8));
    return request.path().equals("/redfish/v1")
        || request.header("x-auth-token").filter(sessions::containsValue).isPresent()
        || request.header("authorization").filter(("Basic " + basic)::equals).isPresent();
  }

  private void change(ObjectNode resource, JsonNode body) {
    if (body.has("Password")) {
      password = body.path("Password").asString();
    } else {
      resources.change(resource, body);
    }
  }

  private static Reply error(int status, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", "Base.1.0.GeneralError").put("message", message);
    return Reply.json(status, body);
  }
}
