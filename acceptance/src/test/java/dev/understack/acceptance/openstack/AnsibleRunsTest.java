package dev.understack.acceptance.openstack;

import static dev.understack.acceptance.openstack.SiteWorkflows.leaves;
import static dev.understack.acceptance.openstack.SiteWorkflows.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.acceptance.UnderstackProcess;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ansible playbooks: by hand, by Nova's Ironic driver over the Argo API, and after a deletion. */
class AnsibleRunsTest {
  private static final String ARGO = "/api/v1/workflows/argo-events";
  private static final String DELETED = "compute.instance.delete.end";

  private final RealSite site = RealSite.shared();
  private final UnderstackProcess understack = site.understack();
  private final SiteWorkflows workflows = site.workflows("argo-events");

  @Test
  void theTemplateRunsAPlaybookWithInventoryAndVariables() {
    JsonNode run =
        workflows.run(
            "ansible-workflow-template",
            spec("initial-setup.yml", "device_id=1").put("entrypoint", "ansible-run"));

    assertThat(phase(run)).as(run.toPrettyString()).isEqualTo("Succeeded");
    assertThat(arguments(workflows.logs(run).getFirst()))
        .containsExactly(
            "run",
            "/tmp/runner",
            "--project-dir",
            "/runner/project",
            "--playbook",
            "initial-setup.yml",
            "--cmdline",
            "-i /runner/inventory/hosts.yaml --extra-vars 'device_id=1 env=default site=default"
                + " partition=default' -vvv");
    JsonNode failed =
        workflows.run(
            "ansible-workflow-template",
            spec("no-such-playbook.yml", "").put("entrypoint", "ansible-run"));
    assertThat(phase(failed)).isEqualTo("Failed");
  }

  @Test
  void novaSubmitsARunToArgoAndPollsItAndMayDoNothingElse() {
    String token = novaToken();
    String request =
        """
        {"workflow": {"metadata": {"generateName": "ansible-storage-"}, "spec": %s}}
        """
            .formatted(
                spec("storage_update_switches.yml", "plan_mode=remediation")
                    .put("entrypoint", "ansible-run"));

    HttpResponse<String> accepted = understack.send("POST", ARGO, token, request);

    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(200);
    String name = tree(accepted).at("/metadata/name").asString();
    assertThat(name).startsWith("ansible-storage-");
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(phase(tree(understack.send("GET", ARGO + "/" + name, token, ""))))
                .isEqualTo("Succeeded"));
    assertThat(understack.send("POST", ARGO, "wrong", request).statusCode()).isEqualTo(401);
    assertThat(understack.send("POST", "/api/v1/workflows/openstack", token, request).statusCode())
        .isEqualTo(403);
    assertThat(
            understack
                .send(
                    "DELETE",
                    "/apis/argoproj.io/v1alpha1/namespaces/argo-events/workflows/" + name,
                    token,
                    "")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            understack
                .send("GET", "/api/v1/namespaces/argo-events/secrets", token, "")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void storageOfADeletedInstanceIsTakenAwayAndTheSwitchesFollow() {
    String device = UUID.randomUUID().toString();
    site.notifyAsNova(DELETED, deleted("00000000-0000-4000-8000-000000000000", "{}"));

    site.notifyAsNova(DELETED, deleted(device, "{\"storage\": \"wanted\"}"));

    JsonNode started =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> workflows.named("nova-delete-"), list -> !list.isEmpty())
            .getFirst();
    JsonNode run = workflows.ended(started.at("/metadata/name").asString());
    assertThat(phase(run)).as(run.toPrettyString()).isEqualTo("Succeeded");
    assertThat(leaves(run))
        .extracting(leaf -> leaf.path("displayName").asString())
        .containsExactly("storage-on-server-delete", "storage-update-switches");
    List<String> logs = workflows.logs(run);
    assertThat(logs.getFirst())
        .contains(
            "storage_on_server_delete.yml", "device_id=" + device + " project_id=148f2f86b964");
    assertThat(logs.getLast()).contains("storage_update_switches.yml", "plan_mode=remediation");
    assertThat(began(logs.getFirst())).isLessThan(began(logs.getLast()));
    assertThat(workflows.named("nova-delete-")).as("nothing without storage").hasSize(1);
  }

  private static ObjectNode spec(String playbook, String variables) {
    return (ObjectNode)
        JsonMapper.shared()
            .readTree(
                """
                {"workflowTemplateRef": {"name": "ansible-workflow-template"},
                 "arguments": {"parameters": [{"name": "playbook", "value": "%s"},
                   {"name": "extra_vars", "value": "%s"}]}}
                """
                    .formatted(playbook, variables));
  }

  private static JsonNode deleted(String node, String metadata) {
    return JsonMapper.shared()
        .readTree(
            "{\"node\": \"%s\", \"tenant_id\": \"148f2f86b96440a1ba0934f837b2c77b\", \"metadata\": %s}"
                .formatted(node, metadata));
  }

  /** The token of the Secret that Nova mounts. */
  private String novaToken() {
    JsonNode secret =
        understack
            .client()
            .get(
                "/api/v1/namespaces/openstack/secrets/nova-compute-ironic.service-account-token",
                Map.of());
    byte[] token = Base64.getDecoder().decode(secret.at("/data/token").asString());
    return new String(token, StandardCharsets.UTF_8);
  }

  private static long began(String log) {
    return Long.parseLong(log.lines().findFirst().orElseThrow().replace("began: ", ""));
  }

  private static List<String> arguments(String log) {
    return log.lines()
        .filter(line -> line.startsWith("argument: "))
        .map(line -> line.substring("argument: ".length()))
        .toList();
  }

  private static JsonNode tree(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
