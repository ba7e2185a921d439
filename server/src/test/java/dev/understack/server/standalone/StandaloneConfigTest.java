package dev.understack.server.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.model.Endpoints.Address;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneConfigTest {
  @TempDir Path folder;

  @Test
  void readsEndpointsAndSecretsFromTextFilesAndEnvironment() throws IOException {
    Files.writeString(folder.resolve("clouds.yaml"), "clouds: {}\n");
    Path file =
        Files.writeString(
            folder.resolve("understack.yaml"),
            """
            listen: 127.0.0.1:9000
            endpoints:
              rabbitmq.openstack.svc.cluster.local:5672: 127.0.0.1:25672
            secrets:
              - namespace: argo-events
                name: all
                data:
                  url: http://127.0.0.1:1
                  clouds.yaml: {file: clouds.yaml}
                  token: {env: NAUTOBOT_TOKEN}
            """);

    StandaloneConfig config = StandaloneConfig.read(file, Map.of("NAUTOBOT_TOKEN", "t0ken"));

    assertThat(config.listen()).isEqualTo("127.0.0.1:9000");
    assertThat(config.endpoints().resolve("rabbitmq.openstack.svc.cluster.local", 5672))
        .isEqualTo(new Address("127.0.0.1", 25672));
    assertThat(config.endpoints().resolve("elsewhere", 5672))
        .isEqualTo(new Address("elsewhere", 5672));
    assertThat(
            config
                .endpoints()
                .resolve(URI.create("http://rabbitmq.openstack.svc.cluster.local:5672/a?b=c")))
        .isEqualTo(URI.create("http://127.0.0.1:25672/a?b=c"));
    assertThat(config.objects().getFirst().tree().at("/stringData/token").asString())
        .isEqualTo("t0ken");
    assertThat(config.objects().getFirst().tree().at("/stringData/clouds.yaml").asString())
        .isEqualTo("clouds: {}\n");
  }

  @Test
  void namesAllFaultsAndTheirPlaces() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("understack.yaml"),
            """
            listn: 127.0.0.1:9000
            secrets:
              - name: all
                namespace: argo-events
                data: {token: {env: GONE}}
            """);

    assertThatThrownBy(() -> StandaloneConfig.read(file, Map.of()))
        .hasMessageContaining(
            "understack.yaml:1:1: configuration: listn: unknown field, did you mean listen?")
        .hasMessageContaining("understack.yaml:5:12")
        .hasMessageContaining("the environment has no GONE");
  }

  @Test
  void anEmptyFileConfiguresNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("understack.yaml"), "# nothing\n");

    assertThat(StandaloneConfig.read(file, Map.of())).isEqualTo(StandaloneConfig.DEFAULT);
  }
}
