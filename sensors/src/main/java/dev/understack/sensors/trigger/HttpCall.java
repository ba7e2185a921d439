package dev.understack.sensors.trigger;

import dev.understack.cluster.Identity;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes the HTTP request of an action; secrets are read now and never stored. */
final class HttpCall {
  private static final long DEFAULT_TIMEOUT_SECONDS = 60;

  private HttpCall() {}

  static HttpRequest of(ActionRun run, String dynamicHeaders) {
    JsonNode settings = run.settings();
    String payload = run.request().path(ActionRequest.PAYLOAD).asString("");
    String method = settings.path("method").asString("");
    long timeout = settings.path("timeout").asLong(0);
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(settings.path("url").asString("")))
              .timeout(Duration.ofSeconds(timeout > 0 ? timeout : DEFAULT_TIMEOUT_SECONDS))
              .method(
                  method.isEmpty() ? "POST" : method,
                  payload.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(payload));
      headers(run, dynamicHeaders).forEach(request::setHeader);
      return request.build();
    } catch (IllegalArgumentException e) {
      throw ActionException.terminal("not a request: " + e.getMessage());
    }
  }

  /** Later ones win: plain, from events, from secrets, basic authentication. */
  private static Map<String, String> headers(ActionRun run, String dynamicHeaders) {
    JsonNode settings = run.settings();
    Map<String, String> headers = new LinkedHashMap<>();
    // Lets a target that cares recognise a second attempt.
    headers.put("Idempotency-Key", run.key());
    settings
        .path("headers")
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    run.request()
        .path(dynamicHeaders)
        .properties()
        .forEach(header -> headers.put(header.getKey(), header.getValue().asString("")));
    for (JsonNode header : settings.path("secureHeaders")) {
      headers.put(header.path("name").asString(""), valueFrom(run, header.path("valueFrom")));
    }
    JsonNode basic = settings.path("basicAuth");
    if (basic.isObject()) {
      String user = basic.has("username") ? secret(run, basic.path("username"), "username") : "";
      String password =
          basic.has("password") ? secret(run, basic.path("password"), "password") : "";
      headers.put(
          "Authorization",
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
    }
    return headers;
  }

  private static String valueFrom(ActionRun run, JsonNode from) {
    return from.has("secretKeyRef")
        ? secret(run, from.path("secretKeyRef"), "header")
        : read(run, ResourceTypes.CONFIG_MAP, from.path("configMapKeyRef"))
            .orElseThrow(() -> missing("header", from.path("configMapKeyRef")));
  }

  private static String secret(ActionRun run, JsonNode selector, String what) {
    String encoded =
        read(run, ResourceTypes.SECRET, selector).orElseThrow(() -> missing(what, selector));
    String text = new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
    return text.replaceAll("[\r\n]+$", "");
  }

  private static Optional<String> read(ActionRun run, ResourceType type, JsonNode selector) {
    ObjectKey key = new ObjectKey(type, run.namespace(), selector.path("name").asString(""));
    Optional<KubeObject> object = run.cluster().as(Identity.SYSTEM).find(key);
    return object
        .map(found -> found.tree().path("data").path(selector.path("key").asString("")))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue);
  }

  private static ActionException missing(String what, JsonNode selector) {
    return ActionException.retryable(
        "failed to retrieve the "
            + what
            + ": "
            + selector.path("name").asString("")
            + " has no key "
            + selector.path("key").asString(""));
  }
}
