package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.testing.FreePorts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that cannot be read are told with their places; the others are loaded and work. */
class UnreadableManifestTest {
  private static final String BUS =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: EventBus
      metadata: {name: default, namespace: good}
      spec: {jetstream: {version: latest}}
      """;
  private static final String SENSOR =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Sensor
      metadata: {name: listener, namespace: good}
      spec:
        dependencies:
          - {name: call, eventSourceName: hook, eventName: call}
        triggers:
          - template: {name: note, log: {}}
            retryStrategie: {steps: 3}
      """;

  private final int port = FreePorts.next();

  @TempDir Path folder;

  @Test
  void goodOnesAmongBadOnesWork() throws Exception {
    // given
    Path plain = Files.createDirectories(folder.resolve("plain"));
    Path kustomization = Files.createDirectories(folder.resolve("kustomized"));
    Files.writeString(plain.resolve("a-bus.yaml"), BUS);
    Files.writeString(
        plain.resolve("b-broken.yaml"), "kind: Sensor\nmetadata: {name: x\nspec: {}\n");
    Files.writeString(plain.resolve("c-half.yaml"), "kind: Sensor\nmetadata: {name: y}\n");
    Files.writeString(plain.resolve("d-sensor.yaml"), SENSOR);
    Files.writeString(
        kustomization.resolve("kustomization.yaml"), "resources: [source.yaml, torn.yaml]\n");
    Files.writeString(kustomization.resolve("source.yaml"), source());
    Files.writeString(kustomization.resolve("torn.yaml"), "a: [1, 2\n");

    // when
    Path state = Files.createDirectories(folder.resolve("state"));
    try (UnderstackProcess understack =
        UnderstackProcess.up(state, "-f", plain.toString(), "-k", kustomization.toString())) {

      // then
      await().until(() -> understack.output().contains("unknown field"));
      assertThat(understack.output())
          .contains(plain + "/b-broken.yaml:3:5: not YAML: ")
          .contains(plain + "/c-half.yaml:1:1: expected a manifest, but apiVersion is missing")
          .contains(kustomization + "/torn.yaml:2:1: not YAML: ")
          .contains(
              "warning: "
                  + plain
                  + "/d-sensor.yaml:9:7: sensor good/listener: spec.triggers[0].retryStrategie:"
                  + " unknown field, did you mean retryStrategy?")
          .contains(
              "Manifests: 3 created, 0 changed, 0 unchanged; 3 faults in other texts, see above");
      await().until(() -> post() == 200);
      await().until(() -> understack.command("events").out().contains("note done"));
    }

    // and
    Outcome lint = UnderstackProcess.command(folder, "lint", plain.toString());
    assertThat(lint.exitCode()).isEqualTo(4);
    assertThat(lint.out()).contains("b-broken.yaml:3:5: not YAML: ");
  }

  private String source() {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: EventSource
    metadata: {name: hook, namespace: good}
    spec:
      webhook:
        call: {port: "%d", endpoint: /call, method: POST}
    """
        .formatted(port);
  }

  private int post() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI uri = URI.create("http://127.0.0.1:" + port + "/call");
    return client
        .send(
            HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString("{}")).build(),
            BodyHandlers.ofString())
        .statusCode();
  }
}
