package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.standins.http.Call;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The secrets of a site: where they come from, that they open doors, and that they may change. */
class PlatformSecretsTest {
  private static final String USER = "baremetal-manage-regionone";

  private final PlatformSystem platform = PlatformSystem.get();

  @ParameterizedTest
  @CsvSource({
    "nautobot-token,token",
    "nautobot-token,url",
    "nautobot-token,bearer_token",
    "nautobot-webhook-secret,secret",
    "alertmanager-webhook-token,token",
    "baremetal-manage,clouds.yaml",
    "netapp-config,netapp_nvme.conf",
    "undersync-token,token",
    "bmc-master,key"
  })
  void everySecretOfTheWorkflowsIsThere(String name, String field) {
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(platform.secret("argo-events", name, field)).isNotBlank());
  }

  @Test
  void theGeneratedPasswordOpensKeystoneAndIronic() throws Exception {
    // given
    awaitReady("openstack", "baremetal-manage");
    awaitReady("argo-events", "baremetal-manage");
    await().until(() -> platform.keystone().user(USER, "service").isPresent());
    String password = platform.secret("openstack", "baremetal-manage", "password");
    assertThat(platform.secret("argo-events", "baremetal-manage", "clouds.yaml"))
        .contains("username: " + USER, password.replace("\"", "\\\""));

    // when
    HttpResponse<String> login = logIn(password);
    String token = login.headers().firstValue("X-Subject-Token").orElseThrow();

    // then
    assertThat(login.statusCode()).isEqualTo(201);
    assertThat(get(platform.ironic().http().address() + "/v1/nodes", "X-Auth-Token", token))
        .isEqualTo(200);
    assertThat(platform.keystone().grants()).anyMatch(grant -> grant.contains("/users/"));
  }

  @Test
  void theTokenOfNautobotOpensNautobot() throws Exception {
    awaitReady("argo-events", "nautobot-token");
    String bearer = platform.secret("argo-events", "nautobot-token", "bearer_token");

    assertThat(get(platform.nautobot().url() + "/api/status/", "Authorization", bearer))
        .isEqualTo(200);
  }

  @Test
  void whatIsNotOnTheListOfAStoreIsNotHandedOut() {
    platform.apply(
        """
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: greedy, namespace: argo-events}
        spec:
          secretStoreRef: {kind: ClusterSecretStore, name: openstack}
          target: {name: greedy}
          data: [{secretKey: key, remoteRef: {key: not-for-others, property: key}}]
        """);

    String told =
        await()
            .until(
                () ->
                    platform
                        .kubectl(
                            "get",
                            "externalsecret/greedy",
                            "-n",
                            "argo-events",
                            "-o",
                            "jsonpath={.status.conditions[0].message}")
                        .out(),
                text -> !text.isBlank());

    assertThat(told).contains("eso-openstack\" cannot get resource \"secrets\"");
    assertThat(platform.objects().find(secret("argo-events", "greedy"))).isEmpty();
    platform.kubectl("delete", "externalsecret", "greedy", "-n", "argo-events");
  }

  @Test
  void aNewTokenOfNautobotIsUsedByTheNextOperation() {
    // given
    String renewed = "nautobot-token-renewed-4712";
    platform.nautobot().allow(renewed, Set.of("*"));

    // when
    platform.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: nautobot-workflows, namespace: nautobot}
        stringData: {apitoken: %s}
        """
            .formatted(renewed));
    await().until(() -> platform.secret("argo-events", "nautobot-token", "token").equals(renewed));
    platform.nautobot().http().forgetCalls();
    platform.keystone().createProject("after-renewal", "default", "");

    // then
    await().until(() -> platform.tenants().contains("default:after-renewal"));
    List<Call> writes = platform.nautobot().http().writes();
    assertThat(writes)
        .isNotEmpty()
        .allMatch(
            call -> call.request().header("Authorization").orElse("").equals("Token " + renewed));
  }

  @Test
  void aNewPasswordReachesKeystoneAndTheNextOperation() throws Exception {
    // given
    await().until(() -> platform.keystone().user(USER, "service").isPresent());
    String before = platform.secret("openstack", "baremetal-manage", "password");

    // when
    platform.objects().delete(secret("openstack", "baremetal-manage"), DeleteOptions.BACKGROUND);

    // then
    await()
        .ignoreExceptions()
        .untilAsserted(() -> {
          String now = platform.secret("openstack", "baremetal-manage", "password");
          assertThat(now).isNotEqualTo(before);
          assertThat(platform.secret("argo-events", "baremetal-manage", "clouds.yaml"))
              .contains(now.replace("\"", "\\\""));
          assertThat(logIn(now).statusCode()).isEqualTo(201);
        });
    assertThat(logIn(before).statusCode()).isEqualTo(401);
    platform.keystone().createProject("after-rotation", "default", "");
    await().until(() -> platform.tenants().contains("default:after-rotation"));
  }

  private void awaitReady(String namespace, String externalSecret) {
    ResourceType type = ResourceTypes.EXTERNAL_SECRET;
    await().until(() -> platform.isReady(new ObjectKey(type, namespace, externalSecret)));
  }

  private static ObjectKey secret(String namespace, String name) {
    return new ObjectKey(ResourceTypes.SECRET, namespace, name);
  }

  /** As the workflows log in: scoped to their project. */
  private HttpResponse<String> logIn(String password) throws Exception {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode identity = body.putObject("auth").putObject("identity");
    identity.putArray("methods").add("password");
    ObjectNode user = identity.putObject("password").putObject("user");
    user.put("name", USER).put("password", password).putObject("domain").put("name", "service");
    ObjectNode project = ((ObjectNode) body.get("auth")).putObject("scope").putObject("project");
    project.put("name", "baremetal").putObject("domain").put("name", "infra");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(platform.keystone().authUrl() + "/auth/tokens"))
              .POST(BodyPublishers.ofString(body.toString()))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private static int get(String uri, String header, String value) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(uri)).header(header, value).GET().build(),
              BodyHandlers.ofString());
      JsonNode _ = JsonMapper.shared().readTree(response.body());
      return response.statusCode();
    }
  }
}
