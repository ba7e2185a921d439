package dev.understack.sensors.vectors;

import static dev.understack.sensors.vectors.Adapter.compare;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EmbeddedBus;
import dev.understack.cluster.Identity;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.Endpoints;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.SourceEvent;
import dev.understack.model.events.SourceKind;
import dev.understack.sources.ExpressionFilter;
import dev.understack.sources.SourceFilter;
import dev.understack.sources.http.HttpServers;
import dev.understack.sources.spi.EventSink;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.Secrets;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.SourceHealth;
import dev.understack.sources.webhook.WebhookSource;
import dev.understack.store.SqliteStore;
import dev.understack.testing.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends the requests of vectors to a webhook source over HTTP. */
final class WebhookAdapter implements AutoCloseable {
  private static final String NAMESPACE = "openstack";

  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private int runs;

  WebhookAdapter(Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
  }

  String differs(Vector v) throws Exception {
    JsonNode input = v.input();
    if (!input.path("active").asBoolean(true)) {
      return Adapter.MEANT + "a route is served from its registration to its end";
    }
    if (!input.path("busAccepts").asBoolean(true)) {
      return Adapter.MEANT + "503 asks the caller to send it again";
    }
    int port = FreePorts.next();
    EmbeddedBus bus = new EmbeddedBus(NAMESPACE + "/bus" + runs++, store.events());
    try (HttpServers servers = new HttpServers("127.0.0.1");
        RunningSource _ = new WebhookSource().start(context(input, port, bus, servers))) {
      HttpResponse<String> answer = send(input, port);
      String problem = compare(v.expected().path("status").asInt(), answer.statusCode());
      if (problem.isEmpty() && v.expected().has("responseText")) {
        String text = v.expected().path("responseText").asString();
        problem = answer.body().contains(text) ? "" : "expected " + text + ", got " + answer.body();
      }
      return problem.isEmpty() ? event(v.expected(), bus) : problem;
    }
  }

  @Override
  public void close() {
    cluster.close();
    store.close();
  }

  private static String event(JsonNode expected, EmbeddedBus bus) throws InterruptedException {
    List<BusEvent> events = bus.read(0).next(10, Duration.ZERO);
    if (expected.has("published")) {
      return compare(expected.path("published").asBoolean(), !events.isEmpty());
    }
    if (expected.has("bodyInData")) {
      String problem = compare(expected.path("bodyInData"), events.getFirst().data().path("body"));
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    for (Map.Entry<String, JsonNode> header : expected.path("headerInData").properties()) {
      String problem =
          compare(header.getValue(), events.getFirst().data().path("header").path(header.getKey()));
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return "";
  }

  private SourceContext context(JsonNode input, int port, EmbeddedBus bus, HttpServers servers) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.put("port", String.valueOf(port)).put("endpoint", "/fake");
    config.put("method", input.path("configuredMethod").asString("POST"));
    if (input.has("maxPayloadSize")) {
      config.set("maxPayloadSize", input.path("maxPayloadSize"));
    }
    if (input.path("authSecret").isString()) {
      config.putObject("authSecret").put("name", secret(input)).put("key", "token");
    }
    SourceEvent event = new SourceEvent(SourceKind.WEBHOOK, "event", config, "spec.webhook.event");
    String expression = input.path("filterExpression").asString("");
    SourceFilter filter =
        expression.isEmpty() ? SourceFilter.ALL : ExpressionFilter.compile(expression);
    return new SourceContext(
        new ObjectKey(ResourceTypes.EVENT_SOURCE, NAMESPACE, "source"),
        Map.of(),
        event,
        new EventSink("source", event, filter, bus, InstantSource.system()),
        new Secrets(cluster, NAMESPACE),
        cluster,
        Identity.serviceAccount(NAMESPACE, "default"),
        servers,
        Endpoints.NONE,
        new SourceHealth(() -> {}),
        InstantSource.system());
  }

  private String secret(JsonNode input) {
    String name = "token" + runs;
    if (cluster
        .as(Identity.SYSTEM)
        .find(new ObjectKey(ResourceTypes.NAMESPACE, "", NAMESPACE))
        .isEmpty()) {
      create(
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"openstack\"}}");
    }
    ObjectNode secret =
        (ObjectNode)
            Json.read(
                "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"namespace\":\"openstack\"}}");
    secret.withObjectProperty("metadata").put("name", name);
    secret.putObject("stringData").put("token", input.path("authSecret").asString());
    create(Json.write(secret));
    return name;
  }

  private void create(String json) {
    KubeObject _ = cluster.as(Identity.SYSTEM).create(KubeObject.of((ObjectNode) Json.read(json)));
  }

  private static HttpResponse<String> send(JsonNode input, int port) throws Exception {
    URI given = URI.create(input.path("url").asString("/fake"));
    String path = input.path("path").asString("/fake");
    String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    String body =
        input.has("bodyBytes")
            ? "\"" + "x".repeat(input.path("bodyBytes").asInt() - 2) + "\""
            : input.path("body").asString("");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path + query))
            .method(
                input.path("method").asString("POST"),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    input
        .path("headers")
        .properties()
        .forEach(h -> h.getValue().forEach(value -> request.header(h.getKey(), value.asString())));
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }
}
