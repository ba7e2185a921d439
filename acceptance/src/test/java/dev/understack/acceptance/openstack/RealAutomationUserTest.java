package dev.understack.acceptance.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cli.api.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A real Keystone: the users of labelled Secrets come, change and go with their Secrets. */
class RealAutomationUserTest {
  private static final String SECRETS = "/api/v1/namespaces/openstack/secrets";

  private final RealSite site = RealSite.shared();
  private final RealOpenStack openstack = site.openstack();
  private final ApiClient api = site.understack().client();
  private final SiteWorkflows workflows = site.workflows("openstack");

  @Test
  void aUserFollowsItsSecret() {
    String service = id(openstack.keystone("POST", "/domains", domain("service")), "domain");
    String infra = id(openstack.keystone("POST", "/domains", domain("infra")), "domain");
    openstack.keystone(
        "POST",
        "/projects",
        "{\"project\": {\"name\": \"baremetal\", \"domain_id\": \"%s\"}}".formatted(infra));

    api.send("POST", SECRETS, Map.of(), "application/json", secret("first-password"));
    await("the user can log in")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> openstack.knows("robot", "service", "first-password"));
    String user = id(users(service).getFirst());
    await("its roles")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(roles(user))
                .containsExactly(
                    "admin on project baremetal",
                    "reader on project automation",
                    "reader on projects of domain Default"));

    change("{\"stringData\": {\"password\": \"second-password\"}}");
    await("the new password")
        .atMost(Duration.ofSeconds(30))
        .until(() -> openstack.knows("robot", "service", "second-password"));
    assertThat(openstack.knows("robot", "service", "first-password")).isFalse();

    change(
        "{\"metadata\": {\"labels\": {\"understack.rackspace.com/keystone-role\": \"infra-read\"}}}");
    await("roles that are no longer named are gone")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(roles(user))
                .containsExactly("reader on project automation", "reader on project baremetal"));

    String uid = users(service).getFirst().path("secret_uid").asString();
    assertThat(uid).isNotEmpty();
    api.send("DELETE", SECRETS + "/robot-secret", Map.of(), "application/json", "{}");
    api.send("POST", SECRETS, Map.of(), "application/json", secret("third-password"));
    await("the user is that of the new Secret, and stays after the end of the old one")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(openstack.knows("robot", "service", "third-password")).isTrue();
          assertThat(users(service).getFirst().path("secret_uid").asString()).isNotEqualTo(uid);
          assertThat(workflows.named("keystone-automation-user-delete"))
              .singleElement()
              .returns("Succeeded", SiteWorkflows::phase);
        });
    assertThat(openstack.knows("robot", "service", "third-password")).isTrue();

    api.send("DELETE", SECRETS + "/robot-secret", Map.of(), "application/json", "{}");
    await("the user is gone")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(users(service)).isEmpty());
    assertThat(site.understack().output()).doesNotContain("first-password", "second-password");
  }

  private void change(String patch) {
    api.send("PATCH", SECRETS + "/robot-secret", Map.of(), "application/merge-patch+json", patch);
  }

  private static String secret(String password) {
    return """
    {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "robot-secret",
       "namespace": "openstack", "labels": {
         "understack.rackspace.com/keystone-user": "robot",
         "understack.rackspace.com/keystone-role": "infra-readwrite.tenant-read"}},
     "stringData": {"password": "%s"}}
    """
        .formatted(password);
  }

  private static String domain(String name) {
    return "{\"domain\": {\"name\": \"" + name + "\"}}";
  }

  private List<JsonNode> users(String domain) {
    return openstack
        .keystone("GET", "/users?name=robot&domain_id=" + domain, "")
        .path("users")
        .valueStream()
        .toList();
  }

  /** Each role assignment of a user in words, sorted. */
  private Set<String> roles(String user) {
    Set<String> words = new TreeSet<>();
    JsonNode all =
        openstack.keystone("GET", "/role_assignments?include_names=true&user.id=" + user, "");
    for (JsonNode each : all.path("role_assignments")) {
      JsonNode scope = each.path("scope");
      String place =
          scope.has("project")
              ? "project " + scope.at("/project/name").asString()
              : (scope.has("OS-INHERIT:inherited_to") ? "projects of domain " : "domain ")
                  + scope.at("/domain/name").asString();
      words.add(each.at("/role/name").asString() + " on " + place);
    }
    return words;
  }

  private static String id(JsonNode answer, String kind) {
    return id(answer.path(kind));
  }

  private static String id(JsonNode object) {
    return object.path("id").asString();
  }
}
