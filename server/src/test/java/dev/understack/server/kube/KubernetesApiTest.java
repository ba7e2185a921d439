package dev.understack.server.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Json;
import dev.understack.model.ManifestReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The wire format, where kubectl does not show it. */
class KubernetesApiTest {
  private static final String WORKFLOWS = "/apis/argoproj.io/v1alpha1/namespaces/a/workflows";
  @TempDir static Path folder;
  private static ApiFixture api;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    api = new ApiFixture(folder);
    client = HttpClient.newBuilder().sslContext(trusting(api.certificate())).build();
    for (int i = 0; i < 3; i++) {
      api.admin()
          .create(
              ManifestReader.read(
                      "test",
                      "{apiVersion: argoproj.io/v1alpha1, kind: Workflow,"
                          + " metadata: {name: w%d, namespace: a}}".formatted(i))
                  .getFirst()
                  .object());
    }
  }

  @AfterAll
  static void stop() {
    client.close();
    api.close();
  }

  @Test
  void withoutATokenNothingButHealthIsTold() throws Exception {
    HttpResponse<String> refused =
        client.send(
            HttpRequest.newBuilder(URI.create(api.url() + WORKFLOWS)).build(),
            BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(Json.read(refused.body()))
        .isEqualTo(
            Json.read(
                """
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
                 "message": "Unauthorized", "reason": "Unauthorized", "code": 401}
                """));
    for (String path : List.of("/healthz", "/livez", "/readyz")) {
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(URI.create(api.url() + path)).build(),
                      BodyHandlers.ofString())
                  .body())
          .isEqualTo("ok");
    }
  }

  @Test
  void whatIsMissingIsAStatusWithDetails() throws Exception {
    HttpResponse<String> response = get(WORKFLOWS + "/none", "*/*");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(Json.read(response.body()).path("details"))
        .isEqualTo(
            Json.read("{\"name\": \"none\", \"group\": \"argoproj.io\", \"kind\": \"workflows\"}"));
    assertThat(get("/apis/argoproj.io/v1alpha1/nothing", "*/*").statusCode()).isEqualTo(404);
    assertThat(get("/apis/unknown.io/v1", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void listsComeInPartsAndAsTables() throws Exception {
    JsonNode first = Json.read(get(WORKFLOWS + "?limit=2", "application/json").body());
    assertThat(first.path("kind").asString()).isEqualTo("WorkflowList");
    assertThat(first.path("items")).hasSize(2);
    String next = first.path("metadata").path("continue").asString();
    JsonNode rest = Json.read(get(WORKFLOWS + "?limit=2&continue=" + next, "*/*").body());
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.path("metadata").has("continue")).isFalse();

    JsonNode table =
        Json.read(
            get(WORKFLOWS, "application/json;as=Table;v=v1;g=meta.k8s.io,application/json").body());
    assertThat(table.path("kind").asString()).isEqualTo("Table");
    assertThat(table.path("rows")).hasSize(3);
    assertThat(table.path("rows").path(0).path("object").path("kind").asString())
        .isEqualTo("PartialObjectMetadata");
  }

  @Test
  void aWatchStartsWithWhatIsThereAndEndsInTime() throws Exception {
    HttpResponse<Stream<String>> response =
        client.send(
            request(WORKFLOWS + "?watch=true&timeoutSeconds=1", "application/json"),
            BodyHandlers.ofLines());
    List<String> events =
        response
            .body()
            .filter(line -> !line.isBlank())
            .map(line -> Json.read(line))
            .map(event ->
                event.path("type").asString().toLowerCase(Locale.ROOT)
                    + " "
                    + event.path("object").path("metadata").path("name").asString())
            .toList();
    assertThat(events).containsExactly("added w0", "added w1", "added w2");
  }

  @Test
  void aWatchFromAnUnknownVersionIsExpired() throws Exception {
    HttpResponse<String> response =
        get(WORKFLOWS + "?watch=true&resourceVersion=999999", "application/json");
    assertThat(response.statusCode()).isEqualTo(410);
    assertThat(Json.read(response.body()).path("reason").asString()).isEqualTo("Expired");
  }

  @Test
  void kindsAreDiscoveredInBothForms() throws Exception {
    JsonNode groups = Json.read(get("/apis", "application/json").body());
    assertThat(groups.path("groups").findValuesAsString("name")).contains("argoproj.io");
    HttpResponse<String> aggregated =
        get("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
    assertThat(aggregated.headers().firstValue("Content-Type").orElse(""))
        .contains("as=APIGroupDiscoveryList");
    assertThat(aggregated.body()).contains("\"subresource\":\"status\"");
    assertThat(Json.read(get("/openapi/v3/apis/argoproj.io/v1alpha1", "*/*").body()).path("paths"))
        .isNotEmpty();
  }

  private static HttpResponse<String> get(String path, String accept) throws Exception {
    return client.send(request(path, accept), BodyHandlers.ofString());
  }

  private static HttpRequest request(String path, String accept) {
    return HttpRequest.newBuilder(URI.create(api.url() + path))
        .header("Authorization", "Bearer " + ApiFixture.TOKEN)
        .header("Accept", accept)
        .build();
  }

  private static SSLContext trusting(ServerCertificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "api",
        java.security.cert.CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new java.io.ByteArrayInputStream(
                    certificate.pem().getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
