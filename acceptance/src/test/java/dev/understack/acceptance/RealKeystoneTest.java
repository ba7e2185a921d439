package dev.understack.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.testing.KeystoneServer;
import dev.understack.testing.KeystoneServer.Format;
import dev.understack.testing.TemporaryFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real Keystone on a real RabbitMQ: projects become tenants, with both notification formats. */
class RealKeystoneTest {
  private static final Pattern ID = Pattern.compile("\"id\": \"([0-9a-f]{32})\"");

  @TempDir Path state;

  @ParameterizedTest
  @EnumSource(Format.class)
  void tenantsFollowProjects(Format format) {
    try (Surroundings around = Surroundings.create();
        KeystoneServer keystone =
            KeystoneServer.start(
                TemporaryFolders.create("keystone"), around.rabbit(), Surroundings.VHOST, format);
        UnderstackProcess understack = around.understack(state, keystone.cloudsYaml())) {
      String token = keystone.token();

      String project =
          id(
              keystone.call(
                  token,
                  "POST",
                  "/projects",
                  "{\"project\": {\"name\": \"first\", \"domain_id\": \"default\"}}"));
      awaitTenants(around, List.of("default:first"));
      keystone.call(
          token, "PATCH", "/projects/" + project, "{\"project\": {\"name\": \"second\"}}");
      awaitTenants(around, List.of("default:second"));
      keystone.call(token, "DELETE", "/projects/" + project, "");
      awaitTenants(around, List.of());

      assertThat(understack.isAlive()).isTrue();
      assertThat(understack.output())
          .contains("Ready after ")
          .doesNotContain(keystone.adminPassword(), token, "argo-secret", "s3cret");
    }
  }

  private static void awaitTenants(Surroundings around, List<String> names) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(around.tenantNames()).isEqualTo(names));
  }

  private static String id(String answer) {
    Matcher id = ID.matcher(answer);
    assertThat(id.find()).isTrue();
    return id.group(1);
  }
}
