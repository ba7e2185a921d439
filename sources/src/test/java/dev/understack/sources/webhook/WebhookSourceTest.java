package dev.understack.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.bus.BusEvent;
import dev.understack.sources.SourceFixture;
import dev.understack.sources.SourceStartException;
import dev.understack.sources.spi.RunningSource;
import dev.understack.testing.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSourceTest {
  /** A body and its signature by Nautobot with the secret s3cret. */
  private static final String SIGNED = "{\"event\": \"updated\", \"model\": \"interface\"}";

  private static final String SIGNATURE =
      "fbee15ad8c37c9ab4abb9698d5ce970e3c4beeb56ce484b45f317d2561eaf895"
          + "ceb89a335169d8a425c6881425b22e6272a9522b565dc8308375cc7bedc72454";

  private static final String SECRET =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: openstack}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: hook, namespace: openstack}
      stringData: {key: s3cret}
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port = FreePorts.next();

  @TempDir Path folder;

  @Test
  void answersOnceTheEventIsStored() throws Exception {
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ = fixture.start(new WebhookSource(), manifest("POST", "", ""))) {
      // when
      HttpResponse<String> answer = post("/hook", "{\"a\":1}", "X-custom-HEADER", "v");

      // then
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("success");
      BusEvent event = fixture.events().getFirst();
      assertThat(event.data().path("body").toString()).isEqualTo("{\"a\":1}");
      assertThat(event.data().at("/header/X-Custom-Header/0").asString()).isEqualTo("v");
      assertThat(event.data().path("header").has("Host")).isFalse();
    }
  }

  @Test
  void refusesWhatDoesNotFit() throws Exception {
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ =
            fixture.start(new WebhookSource(), manifest("POST", "", "maxPayloadSize: 20"))) {
      assertThat(post("/hook", "hello", "X-A", "b").statusCode()).isEqualTo(400);
      assertThat(post("/hook", "", "X-A", "b").statusCode()).isEqualTo(400);
      assertThat(post("/hook", "\"" + "x".repeat(40) + "\"", "X-A", "b").statusCode())
          .isEqualTo(413);
      assertThat(get("/hook").statusCode()).isEqualTo(405);
      assertThat(get("/other").statusCode()).isEqualTo(404);
      assertThat(get("/health").body()).isEqualTo("OK");
      assertThat(fixture.events()).isEmpty();
    }
  }

  @Test
  void tellsTheCallerToComeAgainWhileTheBusRefuses() throws Exception {
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ = fixture.start(new WebhookSource(), manifest("POST", "", ""))) {
      fixture.refuse(true);
      assertThat(post("/hook", "{}", "X-A", "b").statusCode()).isEqualTo(503);
      fixture.refuse(false);
      assertThat(post("/hook", "{}", "X-A", "b").statusCode()).isEqualTo(200);
      assertThat(fixture.events()).hasSize(1);
    }
  }

  @Test
  void checksTheSignatureOfNautobot() throws Exception {
    String annotation = "annotations: {understack.dev/hmac-sha512-secret: hook/key}";
    try (SourceFixture fixture = SourceFixture.in(folder)) {
      fixture.apply(SECRET);
      try (RunningSource _ = fixture.start(new WebhookSource(), manifest("POST", annotation, ""))) {
        assertThat(post("/hook", SIGNED, "X-Hook-Signature", SIGNATURE).statusCode())
            .isEqualTo(200);
        assertThat(post("/hook", SIGNED + " ", "X-Hook-Signature", SIGNATURE).statusCode())
            .isEqualTo(401);
        assertThat(post("/hook", SIGNED, "X-A", "b").statusCode()).isEqualTo(401);
      }
      assertThat(fixture.events()).hasSize(1);
    }
  }

  @Test
  void checksTheBearerTokenAndHidesIt() throws Exception {
    try (SourceFixture fixture = SourceFixture.in(folder)) {
      fixture.apply(SECRET);
      try (RunningSource _ =
          fixture.start(
              new WebhookSource(), manifest("POST", "", "authSecret: {name: hook, key: key}"))) {
        assertThat(post("/hook", "{}", "X-A", "b").statusCode()).isEqualTo(401);
        assertThat(post("/hook", "{}", "Authorization", "Bearer wrong").statusCode())
            .isEqualTo(401);
        assertThat(post("/hook", "{}", "Authorization", "Bearer s3cret").statusCode())
            .isEqualTo(200);
      }
      assertThat(fixture.events().getFirst().dataText()).doesNotContain("s3cret");
    }
  }

  @Test
  void answersFilteredOutEventsAsTaken() throws Exception {
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ =
            fixture.start(
                new WebhookSource(),
                manifest("POST", "", "filter: {expression: \"body.a == 1\"}"))) {
      assertThat(post("/hook", "{\"a\":2}", "X-A", "b").statusCode()).isEqualTo(200);
      assertThat(post("/hook", "{\"a\":1}", "X-A", "b").statusCode()).isEqualTo(200);
      assertThat(fixture.events()).hasSize(1);
    }
  }

  @Test
  void refusesAPathThatIsTaken() {
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ = fixture.start(new WebhookSource(), manifest("POST", "", ""))) {
      assertThatThrownBy(() -> fixture.start(new WebhookSource(), manifest("GET", "", "")))
          .isInstanceOf(SourceStartException.class)
          .hasMessageContaining("path /hook on port " + port + " is taken");
    }
  }

  private String manifest(String method, String annotations, String more) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: EventSource
    metadata:
      name: source
      namespace: openstack
      %s
    spec:
      webhook:
        event:
          port: "%d"
          endpoint: /hook
          method: %s
          %s
    """
        .formatted(annotations, port, method, more);
  }

  private HttpResponse<String> post(String path, String body, String header, String value)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header(header, value)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
