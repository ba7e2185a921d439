package dev.understack.sources.webhook;

import dev.understack.bus.OutgoingData;
import dev.understack.model.Json;
import dev.understack.sources.http.HttpAnswer;
import dev.understack.sources.http.HttpCall;
import dev.understack.sources.http.HttpRoute;
import dev.understack.sources.spi.DeliveryOutcome;
import dev.understack.sources.spi.EventSink.RawMessage;
import dev.understack.sources.spi.Secrets.MissingSecretException;
import dev.understack.sources.spi.SourceContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers the calls of one webhook: 200 only once the event is durable. */
final class WebhookRoute implements HttpRoute {
  private static final String MASKED = "*** Masked Auth Secret ***";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long MAX_FORM_BYTES = 10 * 1_048_576;
  private static final long BUS_PATIENCE_SECONDS = 30;

  private final SourceContext context;
  private final WebhookOptions options;
  private final Optional<HookSignature> signature;

  WebhookRoute(SourceContext context, WebhookOptions options, Optional<HookSignature> signature) {
    this.context = context;
    this.options = options;
    this.signature = signature;
  }

  @Override
  public long maxBodyBytes() {
    return Math.max(options.maxPayloadBytes(), MAX_FORM_BYTES);
  }

  @Override
  public HttpAnswer answer(HttpCall call) {
    Optional<HttpAnswer> refusal = authorize(call);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!call.method().equals(options.method())) {
      return new HttpAnswer(
          405, "expected method " + options.method() + ", found " + call.method());
    }
    byte[] body = call.body();
    boolean form = call.header("Content-Type").equals(FORM);
    if (body == null || (!form && body.length > options.maxPayloadBytes())) {
      return new HttpAnswer(
          413, "the request body has more than " + options.maxPayloadBytes() + " bytes");
    }
    if (signature.isPresent() && !signature.get().matches(call, body)) {
      return new HttpAnswer(401, "signature does not match");
    }
    JsonNode parsed;
    switch (call.method()) {
      case "GET" -> parsed = lists(call.query());
      case "POST" -> parsed = form ? lists(form(body)) : json(body);
      default -> {
        return new HttpAnswer(400, "unsupported method: " + call.method());
      }
    }
    if (parsed == null) {
      return new HttpAnswer(400, "failed to parse request body: expected JSON");
    }
    return deliver(data(call, parsed), body);
  }

  private HttpAnswer deliver(ObjectNode data, byte[] body) {
    try {
      DeliveryOutcome outcome =
          context
              .sink()
              .deliver(
                  OutgoingData.of(data),
                  null,
                  new RawMessage(body, Map.of("endpoint", options.endpoint())))
              .get(BUS_PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new HttpAnswer(
          outcome.httpStatus(), outcome.acknowledged() ? "success" : "failed to record event");
    } catch (ExecutionException | TimeoutException e) {
      return new HttpAnswer(DeliveryOutcome.REFUSED.httpStatus(), "failed to record event");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new HttpAnswer(DeliveryOutcome.REFUSED.httpStatus(), "failed to record event");
    }
  }

  private Optional<HttpAnswer> authorize(HttpCall call) {
    if (options.authSecret().isEmpty()) {
      return Optional.empty();
    }
    String header = call.header("Authorization");
    if (!header.startsWith("Bearer ")) {
      return Optional.of(new HttpAnswer(401, "Invalid Authorization Header"));
    }
    try {
      byte[] token =
          context.secrets().text(options.authSecret().get()).getBytes(StandardCharsets.UTF_8);
      byte[] given = header.substring("Bearer ".length()).getBytes(StandardCharsets.UTF_8);
      return MessageDigest.isEqual(token, given)
          ? Optional.empty()
          : Optional.of(new HttpAnswer(401, "Invalid Auth token"));
    } catch (MissingSecretException e) {
      context.health().warn("authSecret: " + e.getMessage());
      return Optional.of(new HttpAnswer(500, "failed to load the auth secret"));
    }
  }

  private ObjectNode data(HttpCall call, JsonNode body) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ObjectNode headers = data.putObject("header");
    call.headers()
        .forEach((name, values) -> {
          ArrayNode list = headers.putArray(name);
          if (name.equals("Authorization") && options.authSecret().isPresent()) {
            list.add(MASKED);
          } else {
            values.forEach(list::add);
          }
        });
    data.set("body", body);
    if (!options.metadata().isEmpty()) {
      ObjectNode metadata = data.putObject("metadata");
      options.metadata().forEach(metadata::put);
    }
    return data;
  }

  private static @Nullable JsonNode json(byte[] body) {
    try {
      JsonNode parsed = Json.read(body);
      return parsed.isMissingNode() ? null : parsed;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static JsonNode lists(Map<String, List<String>> values) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    values.forEach((name, list) -> {
      ArrayNode array = object.putArray(name);
      list.forEach(array::add);
    });
    return object;
  }

  private static Map<String, List<String>> form(byte[] body) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values
            .computeIfAbsent(
                URLDecoder.decode(name, StandardCharsets.UTF_8), _ -> new ArrayList<>())
            .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
