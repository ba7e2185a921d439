package dev.understack.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.testing.KeystoneServer;
import dev.understack.testing.KeystoneServer.Format;
import dev.understack.testing.TemporaryFolders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

  @Test
  void theUserOfTheWorkflowsGetsItsGeneratedPasswordAndItsProject() {
    try (Surroundings around = Surroundings.create();
        KeystoneServer keystone =
            KeystoneServer.start(
                TemporaryFolders.create("keystone"),
                around.rabbit(),
                Surroundings.VHOST,
                Format.CADF);
        UnderstackProcess understack = around.understack(state, keystone.cloudsYaml())) {
      // given
      String admin = keystone.token();
      String infra = create(keystone, admin, "domain", "{\"name\": \"infra\"}");
      create(keystone, admin, "domain", "{\"name\": \"service\"}");
      create(
          keystone,
          admin,
          "project",
          "{\"name\": \"baremetal\", \"domain_id\": \"" + infra + "\"}");

      // when
      ApiClient api = new ApiClient(Kubeconfig.read(understack.kubeconfig()));
      giveAdministrator(api, keystone);

      // then
      String secret = "/api/v1/namespaces/openstack/secrets/baremetal-manage";
      byte[] password =
          Base64.getDecoder().decode(api.get(secret, Map.of()).at("/data/password").asString());
      String login = login(new String(password, StandardCharsets.UTF_8));
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .untilAsserted(() ->
              assertThat(keystone.call("", "POST", "/auth/tokens", login))
                  .contains("baremetal-manage-regionone", "\"name\": \"baremetal\""));
      assertThat(understack.output())
          .doesNotContain(new String(password, StandardCharsets.UTF_8), keystone.adminPassword());
    }
  }

  /** The secret that the automation users are made with. */
  private static void giveAdministrator(ApiClient api, KeystoneServer keystone) {
    JsonNode _ =
        api.send(
            "POST",
            "/api/v1/namespaces/openstack/secrets",
            Map.of(),
            "application/json",
            """
            {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "keystone-keystone-admin"},
             "stringData": {"OS_AUTH_URL": "%s", "OS_USERNAME": "admin", "OS_PASSWORD": "%s",
               "OS_PROJECT_NAME": "admin", "OS_USER_DOMAIN_ID": "default",
               "OS_PROJECT_DOMAIN_ID": "default"}}
            """
                .formatted(keystone.url(), keystone.adminPassword()));
  }

  private static String login(String password) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode auth = body.putObject("auth");
    ObjectNode identity = auth.putObject("identity");
    identity.putArray("methods").add("password");
    ObjectNode user = identity.putObject("password").putObject("user");
    user.put("name", "baremetal-manage-regionone").put("password", password);
    user.putObject("domain").put("name", "service");
    ObjectNode project = auth.putObject("scope").putObject("project");
    project.put("name", "baremetal").putObject("domain").put("name", "infra");
    return body.toString();
  }

  private static String create(KeystoneServer keystone, String token, String kind, String fields) {
    return id(keystone.call(token, "POST", "/" + kind + "s", "{\"" + kind + "\": " + fields + "}"));
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
