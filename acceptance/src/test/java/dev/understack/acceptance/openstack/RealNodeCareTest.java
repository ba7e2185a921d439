package dev.understack.acceptance.openstack;

import static dev.understack.acceptance.openstack.SiteWorkflows.phase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A real Ironic with fake hardware: nodes are inspected and cleaned again. It is older than
 * runbooks, so of firmware updates only their order shows.
 */
class RealNodeCareTest {
  private final RealSite site = RealSite.shared();
  private final RealOpenStack openstack = site.openstack();
  private final SiteWorkflows workflows = site.workflows("argo-events");

  @Test
  void aNodeThatFailedToCleanIsCleanedAgainOnceItsPowerChanges() {
    RealNode node = RealNode.enrol(openstack, "reclean");
    node.provision("manage", "manageable");
    openstack.ironic(
        "PUT",
        provision(node),
        "{\"target\": \"clean\", \"clean_steps\":"
            + " [{\"interface\": \"deploy\", \"step\": \"no_such_step\"}]}");
    awaitState(node, "clean failed");

    openstack.ironic("PUT", "/nodes/" + node.id() + "/states/power", "{\"target\": \"power on\"}");

    awaitState(node, "available");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(node.show().path("extra").has("reclean_attempts")).isFalse());
    assertThat(node.show().path("maintenance").asBoolean(true)).isFalse();
  }

  @Test
  void aNodeThatNeverGetsCleanIsTriedThreeTimes() {
    RealNode node = RealNode.enrol(openstack, "never-clean");
    node.set("/deploy_interface", "\"failing\"");
    node.provision("manage", "manageable");
    openstack.ironic("PUT", provision(node), "{\"target\": \"provide\"}");
    awaitState(node, "clean failed");

    for (int attempt = 1; attempt <= 3; attempt++) {
      JsonNode run = workflows.run("reclean-server", Map.of("device_uuid", node.id()));
      assertThat(phase(run)).isEqualTo("Failed");
      assertThat(workflows.logs(run).getFirst())
          .contains("attempt " + attempt + " of 3", "the disk is broken");
      assertThat(node.state()).isEqualTo("clean failed");
    }
    String before = node.show().path("updated_at").asString();
    JsonNode last = workflows.run("reclean-server", Map.of("device_uuid", node.id()));

    assertThat(phase(last)).isEqualTo("Failed");
    assertThat(workflows.logs(last).getFirst()).contains("needs a person");
    assertThat(node.show().path("updated_at").asString()).isEqualTo(before);
  }

  @Test
  void anAvailableNodeIsInspectedAndAvailableAgainAndAnActiveOneIsLeftAlone() {
    RealNode node = RealNode.enrol(openstack, "to-inspect");
    node.provision("manage", "manageable");
    node.provision("provide", "available");

    JsonNode inspected = workflows.run("inspect-server", Map.of("node", "to-inspect"));

    assertThat(phase(inspected)).as(workflows.logs(inspected).toString()).isEqualTo("Succeeded");
    assertThat(node.state()).isEqualTo("available");
    assertThat(node.show().path("inspection_finished_at").isNull()).isFalse();
    assertThat(node.show().path("inspect_interface").asString()).isEqualTo("fake");
    assertThat(node.show().path("resource_class").asString()).isEqualTo("fakehw");

    node.provision("active", "active");
    String before = node.show().path("updated_at").asString();
    JsonNode untouched = workflows.run("inspect-server", Map.of("node", node.id()));

    assertThat(phase(untouched)).isEqualTo("Succeeded");
    assertThat(node.show().path("updated_at").asString()).isEqualTo(before);
  }

  @Test
  void firmwareGoesByTheNumberOfItsTraitAndWhatCannotRunFailsTheUpdate() {
    RealNode node = RealNode.enrol(openstack, "firmware");
    node.provision("manage", "manageable");
    openstack.ironic(
        "PUT",
        "/nodes/" + node.id() + "/traits",
        "{\"traits\": [\"CUSTOM_FIRMWARE_UPDATE_10\", \"CUSTOM_FIRMWARE_UPDATE_2\", \"HW_CPU_X86_VMX\"]}");

    JsonNode run = workflows.run("server-firmware-update", Map.of("node", "firmware"));

    assertThat(phase(run)).isEqualTo("Failed");
    assertThat(workflows.logs(run).getFirst()).contains("no runbook CUSTOM_FIRMWARE_UPDATE_2");
    assertThat(node.state()).isEqualTo("manageable");
  }

  private static String provision(RealNode node) {
    return "/nodes/" + node.id() + "/states/provision";
  }

  private static void awaitState(RealNode node, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> node.state().equals(state));
  }
}
